package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.files.FileCopy;
import io.jenkins.plugins.aha.operation.files.RecordFileException;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ahaCreateRecord} with {@code loadFrom}. */
class LoadFromTest {
    private DemoAha aha;
    private RecordedBuild build;
    private Set<Path> before;

    @BeforeEach
    void start() throws Exception {
        before = copies();
        aha = new DemoAha();
        build = aha.build();
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(before, copies());
        aha.close();
    }

    private static Set<Path> copies() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("aha-load"))
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static Map<String, Object> load(String file, Map<String, ?> more) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("product", "PRJ1", "table", "customers", "loadFrom", file));
        parameters.putAll(more);
        return parameters;
    }

    private Object load(String file, String content, Map<String, ?> more) throws Exception {
        return build.holding(file, content).run("ahaCreateRecord", load(file, more));
    }

    private StoredRecord stored(String name) {
        List<StoredRecord> found = aha.customers().stream()
                .filter(record -> name.equals(record.text("name")))
                .toList();
        assertEquals(1, found.size(), name);
        return found.get(0);
    }

    @Test
    void eachLineOfCsvBecomesARecord() throws Exception {
        String csv =
                "\uFEFFname,tier,note,tags\r\n\"Müller, \"\"und\"\"\r\nSöhne\",gold,,\"[\"\"a;b\"\",\"\"c\"\"]\"\r\n"
                        + "Plain,,[draft],\r\n,,,\r\n'=1,silver,[1],\r\n";
        assertEquals(3, load("in/customers.csv", csv, Map.of()));
        assertEquals(15, aha.customers().size());
        StoredRecord first = stored("Müller, \"und\"\r\nSöhne");
        assertEquals("gold", first.text("tier"));
        assertEquals(
                List.of("name", "tags", "tier"),
                first.fields().keySet().stream().sorted().toList());
        assertEquals("[\"a;b\",\"c\"]", first.fields().get("tags").text());
        assertEquals("[draft]", stored("Plain").text("note"));
        assertEquals("[1]", stored("=1").text("note"));
        assertEquals(3, build.changes().size());
        assertEquals(
                "Aha!: loaded 3 records from in/customers.csv: 3 created",
                build.lines().get(build.lines().size() - 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.json | [{\"name\":\"One\",\"seats\":5.5,\"tags\":[\"x\"]},{\"name\":\"Two\",\"tier\":null}]",
                "a.jsonl | {\"name\":\"One\",\"seats\":5.5,\"tags\":[\"x\"]}~~{\"name\":\"Two\",\"tier\":\"\"}",
                "A.JSONL | {\"id\":\"5\",\"fields\":{\"name\":\"One\",\"seats\":5.5,\"tags\":[\"x\"]},\"links\":{}}~{\"name\":\"Two\"}"
            })
    void eachObjectOfJsonBecomesARecord(String file, String content) throws Exception {
        assertEquals(2, load(file, content.replace('~', '\n'), Map.of()));
        assertEquals("5.5", stored("One").text("seats"));
        assertEquals("[\"x\"]", stored("One").fields().get("tags").text());
        assertEquals("", String.valueOf(stored("Two").text("tier")).replace("null", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all.csv", "all.json", "all.jsonl"})
    void whatWasSavedIsLoadedAsItWas(String file) throws Exception {
        Map<String, Object> odd = Map.of("name", "=1", "region", "'=1", "tags", List.of("a;b", ""));
        build.run("ahaCreateRecord", Map.of("product", "PRJ1", "table", "customers", "fields", odd));
        build.run("ahaListRecords", Map.of("product", "PRJ1", "table", "customers", "saveTo", file));
        List<Map<String, String>> saved = shown();
        for (StoredRecord record : aha.customers()) {
            build.run("ahaDeleteRecord", Map.of("id", record.id()));
        }
        assertEquals(13, load(file, build.file(file), Map.of()));
        assertEquals(saved, shown());
        assertEquals(
                file.endsWith("csv") ? 1 : 0,
                build.lines().stream()
                        .filter(line -> line.contains("left out the columns createdAt, id, updatedAt of all.csv"))
                        .count());
    }

    private List<Map<String, String>> shown() {
        return aha.customers().stream()
                .map(record -> record.fields().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, field -> field.getValue().text())))
                .sorted(java.util.Comparator.comparing(fields -> fields.get("name")))
                .toList();
    }

    @Test
    void anEmptyCellLeavesAFieldAloneUnlessEmptyClears() throws Exception {
        String csv = "name,tier,region\nContoso,,EMEA\nNew,,\n";
        Map<String, Object> unique = new HashMap<>(Map.of("uniqueBy", "name"));
        assertEquals(2, load("c.csv", csv, unique));
        assertEquals("gold", stored("Contoso").text("tier"));
        assertEquals("EMEA", stored("Contoso").text("region"));
        assertTrue(build.lines().contains("Aha!: loaded 2 records from c.csv: 1 created, 1 updated"));
        unique.put("emptyClears", true);
        assertEquals(2, load("c.csv", csv, unique));
        assertEquals("", String.valueOf(stored("Contoso").text("tier")).replace("null", ""));
        assertEquals(13, aha.customers().size());
        assertEquals(2, load("c.csv", csv, unique));
        assertTrue(build.lines().contains("Aha!: loaded 2 records from c.csv: 2 kept"), build.lines()::toString);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a.csv | name,tier~A,gold~B | line 3 has 1 cells, but the header has 2",
                "a.csv | name,tier~\"A~B\",gold~C,gold,x | line 4 has 3 cells, but the header has 2",
                "a.csv | '' | line 1 is no header: the file is empty",
                "a.csv | name,~A,B | line 1 has a header without a key in column 2; each column needs the API key of a field",
                "a.csv | name,name~A,B | line 1 has the key 'name' twice in the header",
                "a.csv | name;tier~A;B | line 1 has a header whose cells are not separated by commas",
                "a.csv | name\ttier~A\tB | line 1 has a header whose cells are not separated by commas",
                "a.csv | full name~A | line 2 cannot be used: ahaCreateRecord takes API keys of fields in 'loadFrom', which"
                        + " have no white space, not 'full name'",
                "a.csv | name~A~B~\"C | line 4 is no CSV: (startline 4) EOF reached before encapsulated token finished",
                "a.json | {\"name\":\"A\"} | line 1 does not begin the list of objects that a .json file needs; one object a"
                        + " line is a .jsonl file",
                "a.json | [{\"name\":\"A\"},~ 5] | line 2 has no object, such as {\"name\": \"Acme Corp\"}",
                "a.json | [{\"name\":\"A\"} | line 1 is not complete: the file is cut off",
                "a.json | [{\"name\":\"A\"}]~{} | line 2 goes on behind the end of the list",
                "a.jsonl | {\"name\":\"A\"}~~{\"name\":\"B\",\"name\":\"C\"} | line 3 is no JSON: Duplicate field 'name'",
                "a.jsonl | {\"id\":5,\"fields\":{\"a b\":1}}~{\"id\":\"5\",\"fields\":{\"a b\":1}} | line 2 cannot be used:"
                        + " ahaCreateRecord takes API keys of fields in 'loadFrom', which have no white space, not 'a b'",
                "a.jsonl | {\"name\":\"A\"} {\"name\":\"B\"} | line 1 has more than one object",
                "a.jsonl | {\"name\":\"A\"}~{} | line 2 cannot be used: ahaCreateRecord needs at least one field in 'loadFrom',"
                        + " such as fields: [name: 'Acme Corp']"
            })
    void aWrongLineIsNamedBeforeAnythingIsWritten(String file, String content, String problem) {
        RecordFileException refused =
                assertThrows(RecordFileException.class, () -> load(file, content.replace('~', '\n'), Map.of()));
        assertEquals("Could not load " + file + ": " + problem + ". Nothing was written.", refused.getMessage());
        assertEquals(0, aha.simulator().requests().size());
    }

    @Test
    void aLineWithoutItsKeyIsNamed() {
        assertEquals(
                "Could not load a.csv: line 4 has no value of 'name', which uniqueBy names. Nothing was written.",
                assertThrows(
                                RecordFileException.class,
                                () -> load("a.csv", "name,tier\nA,x\n\n,gold\n", Map.of("uniqueBy", "name")))
                        .getMessage());
        assertEquals(0, aha.simulator().requests().size());
    }

    @Test
    void anotherEncodingIsNamedWithItsLine() {
        String rows =
                IntStream.range(0, 3_000).mapToObj(i -> "Kunde " + i + "\n").collect(Collectors.joining());
        byte[] latin = ("name\n" + rows + "Müller\n").getBytes(StandardCharsets.ISO_8859_1);
        build.holding("a.csv", latin);
        assertEquals(
                "Could not load a.csv: line 3002 is not UTF-8 text. Nothing was written.",
                assertThrows(RecordFileException.class, () -> build.run("ahaCreateRecord", load("a.csv", Map.of())))
                        .getMessage());
    }

    @Test
    void aQuoteThatIsNeverClosedDoesNotFillTheMemory() {
        String csv = "name\nA\n\"" + "x".repeat(17 * 1024 * 1024);
        assertEquals(
                "Could not load a.csv: line 3 is longer than 16 million characters; is a quotation mark missing?. Nothing was"
                        + " written.",
                assertThrows(RecordFileException.class, () -> load("a.csv", csv, Map.of()))
                        .getMessage());
    }

    @Test
    void aFileIsReadInParts() throws Exception {
        String csv = "name\n"
                + IntStream.range(0, 1_234).mapToObj(i -> "N" + i + "\n").collect(Collectors.joining());
        Map<String, String> notes = new HashMap<>();
        Journal journal = Journal.inMemory();
        build.with(journal);
        assertEquals(1_234, load("a.csv", csv, Map.of()));
        assertEquals(1_246, aha.customers().size());
        assertEquals("1234", journal.read("loaded rows").orElseThrow());
        assertTrue(journal.read("record 0 created").isEmpty(), notes::toString);
    }

    @Test
    void aFailureSaysWhatWasLoaded() throws Exception {
        String csv =
                "name\n" + IntStream.range(0, 510).mapToObj(i -> "N" + i + "\n").collect(Collectors.joining());
        build.helpedBy(Runnable::run);
        Fault[] faults = new Fault[504];
        java.util.Arrays.fill(faults, Fault.NONE);
        faults[503] = Fault.UNAUTHORIZED;
        aha.simulator().faults().next(faults);
        AhaException failed = assertThrows(AhaException.class, () -> load("a.csv", csv, Map.of()));
        assertTrue(
                failed.getMessage()
                        .endsWith("Done before: 3 of 10 (line 502, line 503, line 504); failed: line 505; not begun: 6,"
                                + " from line 506. The 500 rows before line 502 of a.csv had been loaded."),
                failed::getMessage);
        assertEquals(401, failed.getStatus());
    }

    @Test
    void aRunGoesOnWithTheSameFileOnly() throws Exception {
        Journal journal = Journal.inMemory();
        build.with(journal);
        assertEquals(1, load("a.csv", "name\nA\n", Map.of()));
        assertEquals(1, load("a.csv", "name\nA\n", Map.of()));
        assertEquals(13, aha.customers().size());
        assertEquals(
                "Could not go on with loading a.csv: it was changed since its first 1 rows were loaded. Load the new file by"
                        + " another build.",
                assertThrows(RecordFileException.class, () -> load("a.csv", "name\nB\n", Map.of()))
                        .getMessage());
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        assertEquals(2, load("a.csv", "name\nA\nContoso\n", Map.of("dryRun", true, "uniqueBy", "name")));
        assertEquals(12, aha.customers().size());
        assertTrue(build.lines().contains("Aha!: would have loaded 2 records from a.csv: 1 created, 1 kept"));
        assertEquals(List.of(), build.changes());
    }

    @Test
    void nearMatchesAreNamedByTheirLine() {
        AhaException refused = assertThrows(
                AhaException.class, () -> load("a.csv", "name\nNew\nCONTOSO\n", Map.of("uniqueBy", "name")));
        assertTrue(refused.getMessage().contains("line 3 is nearly the same as record"), refused::getMessage);
        assertEquals(12, aha.customers().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../a.csv | takes a file in the workspace for 'loadFrom', by its path from there with slashes and without"
                        + " '..', not '../a.csv'",
                "a.xlsx | takes a file name that ends in .json, .jsonl, .csv for 'loadFrom', not 'a.xlsx'",
                "'' | got an empty value for 'loadFrom', probably of a variable that is not set: give a value, or leave"
                        + " 'loadFrom' out"
            })
    void otherFilesAreRefused(String file, String problem) {
        assertEquals(
                "ahaCreateRecord " + problem + ".",
                assertThrows(ParameterException.class, () -> Invocation.of("ahaCreateRecord", load(file, Map.of())))
                        .getMessage());
    }

    @Test
    void fieldsOrAFileButNotBoth() {
        assertEquals(
                "ahaCreateRecord takes either 'fields' or 'loadFrom', not both.",
                assertThrows(
                                ParameterException.class,
                                () -> Invocation.of(
                                        "ahaCreateRecord", load("a.csv", Map.of("fields", Map.of("name", "x")))))
                        .getMessage());
        assertThrows(
                ParameterException.class,
                () -> Invocation.of(
                        "ahaCreateRecord",
                        Map.of("product", "P", "table", "t", "fields", Map.of("a", 1), "emptyClears", true)));
        assertNull(build.file("a.csv"));
        assertFalse(build.lines().contains("x"));
    }

    @Test
    void aFileWithoutRowsLoadsNothing() throws Exception {
        assertEquals(0, load("a.csv", "name\n", Map.of()));
        assertEquals("Aha!: loaded 0 records from a.csv", build.lines().get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{a} | {a}",
                "{a | {a",
                "[a | [a",
                "[1, \"a\"] | [1, \"a\"]",
                "'a | 'a",
                "'=1 | =1",
            })
    void aCellIsOnlyListOrObjectWhereItIsJson(String cell, String value) throws Exception {
        load("a.csv", "name,note\nA,\"" + cell.replace("\"", "\"\"") + "\"\n", Map.of());
        assertEquals(value, stored("A").text("note"));
    }

    @Test
    void valuesThatLookForgottenAreWarnedOfOnce() throws Exception {
        load("a.csv", "name,note\nA,x null\nB,y null\n", Map.of());
        assertEquals(1, build.warnings().size(), build.lines()::toString);
    }

    @Test
    void linksOfASavedFileAreLeftOutAlsoWhereEmptyCellsClear() throws Exception {
        load("a.csv", "id,name,links.partners\n5,A,7\n,B,\n", Map.of("emptyClears", true));
        assertEquals(List.of("name"), List.copyOf(stored("B").fields().keySet()));
    }

    @Test
    void aFileThatEndsWithinACharacterIsNamedWithItsLastLine() {
        build.holding("a.csv", new byte[] {'n', '\n', 'A', '\n', (byte) 0xC3});
        assertEquals(
                "Could not load a.csv: line 3 is not UTF-8 text. Nothing was written.",
                assertThrows(RecordFileException.class, () -> build.run("ahaCreateRecord", load("a.csv", Map.of())))
                        .getMessage());
    }

    /** The folder of copies is looked at after each test. */
    @Test
    void aFileThatIsTooLargeLeavesNoCopy() throws Exception {
        InputStream rows = new ByteArrayInputStream(new byte[2 * 1024 * 1024]);
        assertEquals(
                "Could not load a.csv: it is larger than 1 MB. Split the file.",
                assertThrows(RecordFileException.class, () -> FileCopy.of(rows, "a.csv", 1024 * 1024))
                        .getMessage());
        try (FileCopy whole = FileCopy.of(new ByteArrayInputStream("a\nb".getBytes()), "a.csv", 3)) {
            assertEquals(2, whole.lineOfFirstError());
        }
    }
}
