package io.jenkins.plugins.aha.operation.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.DemoAha;
import io.jenkins.plugins.aha.operation.RecordedBuild;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code saveTo}, seen in the file. */
class RecordFilesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TIMES = "2026-01-01T00:00:00.000Z,2026-01-01T00:00:00.000Z\r\n";

    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private Object save(String file, Map<String, ?> more) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers", "saveTo", file));
        parameters.putAll(more);
        return build.run("ahaListRecords", parameters);
    }

    /** The lines of a table with one record. */
    private String csvOf(Map<String, ?> fields, Object columns) throws Exception {
        aha.customers().forEach(record -> aha.state().removeRecord(record.id()));
        aha.state().seedRecord("1", "PRJ1", "customers", fields);
        save("a.csv", columns == null ? Map.of() : Map.of("fields", columns));
        return withoutMark(build.file("a.csv"));
    }

    /** Excel takes a file without the mark for one in the code page of the machine. */
    private static String withoutMark(String csv) {
        assertEquals('\uFEFF', csv.charAt(0));
        return csv.substring(1);
    }

    @Test
    void jsonIsOneArrayOfWhatTheStepWouldReturn() throws Exception {
        assertEquals(12, save("out/all.JSON", Map.of()));
        List<?> written = JSON.readValue(build.file("out/all.JSON"), List.class);
        List<Map<String, Object>> returned =
                build.records("ahaListRecords", Map.of("product", "PRJ1", "table", "customers"));
        returned.forEach(record -> record.remove("outcome"));
        assertEquals(returned, written);
        assertTrue(build.file("out/all.JSON").endsWith("]\n"));
        assertEquals(
                "Aha!: saved 12 records of table customers in product PRJ1 to out/all.JSON",
                build.lines().get(0));
    }

    @Test
    void jsonKeepsNumbersTruthAndLists() throws Exception {
        Map<String, Object> fields = Map.of("name", "A", "seats", 7.5, "tags", List.of("a", "b"));
        aha.customers().forEach(record -> aha.state().removeRecord(record.id()));
        aha.state().seedRecord("1", "PRJ1", "customers", fields);
        save("a.json", Map.of());
        assertEquals(
                JSON.valueToTree(fields), JSON.readTree(build.file("a.json")).at("/0/fields"));
    }

    @Test
    void jsonLinesHaveOneRecordEach() throws Exception {
        assertEquals(3, save("a.jsonl", Map.of("limit", 3, "fields", "name")));
        String file = build.file("a.jsonl");
        assertTrue(file.endsWith("}\n"));
        List<String> lines = file.lines().toList();
        assertEquals(3, lines.size());
        assertEquals("Zane Corp", JSON.readTree(lines.get(1)).at("/fields/name").asText());
        assertEquals(1, JSON.readTree(lines.get(1)).path("fields").size());
    }

    @Test
    void emptyTablesMakeCompleteFiles() throws Exception {
        aha.customers().forEach(record -> aha.state().removeRecord(record.id()));
        for (String file : List.of("a.json", "a.jsonl", "a.csv")) {
            assertEquals(0, save(file, Map.of()));
        }
        assertEquals("[]\n", build.file("a.json"));
        assertEquals("", build.file("a.jsonl"));
        assertEquals("id,createdAt,updatedAt\r\n", withoutMark(build.file("a.csv")));
        save("b.csv", Map.of("fields", List.of("tier", "name")));
        assertEquals("id,tier,name,createdAt,updatedAt\r\n", withoutMark(build.file("b.csv")));
    }

    @Test
    void csvHasColumnsThatOnlyALateRecordHasAndItsLinks() throws Exception {
        aha.state().table("customers").link("partners", "Partners");
        String last = aha.customers().get(11).id();
        aha.state().seedField(RecordKind.CUSTOM_OBJECT_RECORD, last, "seats", "1", "7");
        aha.state().seedLinks(RecordKind.CUSTOM_OBJECT_RECORD, last, "partners", "11", "12");
        assertEquals(12, save("a.csv", Map.of()));
        List<String> lines = withoutMark(build.file("a.csv")).lines().toList();
        assertEquals(
                "id,last_deployment,name,region,tier,waits_for,website,seats,links.partners,createdAt,updatedAt",
                lines.get(0));
        assertTrue(lines.get(1).endsWith(",EMEA,gold,PRJ1-R-1,www.acme.com,,," + TIMES.strip()), lines.get(1));
        assertTrue(lines.get(12).endsWith(",www.wayne.example,7.0,\"11;12\"," + TIMES.strip()), lines.get(12));
    }

    @Test
    void csvHasTheColumnsWantedInTheirOrder() throws Exception {
        assertEquals(
                "id,tier,colour,name,createdAt,updatedAt\r\n1,gold,,A," + TIMES,
                csvOf(Map.of("name", "A", "tier", "gold"), List.of("tier", "colour", "name")));
    }

    @Test
    void csvQuotesWhatWouldBreakIt() throws Exception {
        assertEquals(
                "id,name,note,region,tags,tier,createdAt,updatedAt\r\n"
                        + "1,\"a,b\",\"line 1\nline 2\r\",\" padded \",\"[\"\"x\"\",\"\"y\"\"]\",\"say \"\"hi\"\"\","
                        + TIMES,
                csvOf(
                        Map.of(
                                "name", "a,b",
                                "tier", "say \"hi\"",
                                "region", " padded ",
                                "note", "line 1\nline 2\r",
                                "tags", List.of("x", "y")),
                        null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1-1", "-A1", "@SUM", "|cmd", "%x", "=cmd|' /C calc'!A0", "＝1", "-1-2", "+49 30"})
    void csvDisarmsFormulas(String text) throws Exception {
        assertEquals("id,name,createdAt,updatedAt\r\n1,'" + text + "," + TIMES, csvOf(Map.of("name", text), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "+5.5", "-1,5", "1e3", "a=b", "x@y", "-1E-7"})
    void csvLeavesNumbersAndOtherTextsAlone(String text) throws Exception {
        String cell = text.contains(",") ? "\"" + text + "\"" : text;
        assertEquals("id,name,createdAt,updatedAt\r\n1," + cell + "," + TIMES, csvOf(Map.of("name", text), "name"));
    }

    @Test
    void csvDisarmsFormulasBehindWhiteSpaceAndInHeaders() throws Exception {
        aha.state().table("customers").field("=cmd", "Odd", FieldType.STRING);
        assertEquals(
                "id,'=cmd,name,createdAt,updatedAt\r\n1,x,\"'\t=1\"," + TIMES,
                csvOf(Map.of("=cmd", "x", "name", "\t=1"), null).replace("'\t=1,", "\"'\t=1\","));
        assertTrue(csvOf(Map.of("name", "\u200b=1"), "name").contains(",'\u200b=1,"));
        assertTrue(csvOf(Map.of("name", "\u0000=1"), "name").contains(",'\u0000=1,"));
        assertTrue(csvOf(Map.of("name", "\u2003=1"), "name").contains("'\u2003=1"));
        assertTrue(csvOf(Map.of("seats", -5), "seats").contains("1,-5.0,"));
    }

    @Test
    void csvShowsTheCellsOfAWorksheet() throws Exception {
        aha.state().table("customers").field("sheet", "Sheet", FieldType.EQUATION_SHEET);
        assertEquals(
                "id,sheet,createdAt,updatedAt\r\n1,\"{\"\"values\"\":{\"\"total\"\":5}}\"," + TIMES,
                csvOf(Map.of("sheet", Map.of("values", Map.of("total", 5))), "sheet"));
    }

    @Test
    void csvReadsBackAsItWas() throws Exception {
        Map<String, Object> fields = Map.of(
                "name", "Müller; \"und\", Söhne\r\n",
                "tags", List.of("a;b", "c,d", "=1", "\"", ""),
                "region", "'=1",
                "tier", "=1",
                "website", ";=2");
        CSVRecord read = CSVParser.parse(
                        csvOf(fields, null),
                        CSVFormat.RFC4180.builder().setHeader().get())
                .getRecords()
                .get(0);
        assertEquals(fields.get("name"), read.get("name"));
        assertEquals(fields.get("tags"), JSON.readValue(read.get("tags"), List.class));
        assertEquals("''=1", read.get("region"));
        assertEquals("'=1", read.get("tier"));
        assertEquals(";=2", read.get("website"));
    }

    @Test
    void aSemicolonIsQuotedSinceSomeSpreadsheetsEndACellThere() throws Exception {
        assertTrue(csvOf(Map.of("name", "x;=1"), "name").contains("1,\"x;=1\","));
    }

    @Test
    void fileIsWrittenWholeOrNotAtAll() throws Exception {
        DemoWorld.fill(aha.simulator(), 1_000);
        Set<Path> before = temporaryFiles();
        for (String file : List.of("a.json", "a.jsonl", "a.csv")) {
            build.helpedBy(Runnable::run);
            aha.simulator().faults().next(Fault.NONE, Fault.NONE, Fault.UNAUTHORIZED);
            AhaException broken = assertThrows(AhaException.class, () -> save(file, Map.of()));
            assertEquals(401, broken.getStatus());
            assertNull(build.file(file));
        }
        assertEquals(List.of(), build.lines());
        assertEquals(before, temporaryFiles());
        assertEquals(1_000, save("a.csv", Map.of()));
        assertEquals(1_001, build.file("a.csv").lines().count());
        assertEquals(before, temporaryFiles());
    }

    private static Set<Path> temporaryFiles() throws Exception {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            Set<Path> spools = new HashSet<>(
                    files.filter(file -> file.getFileName().toString().startsWith("aha-records"))
                            .toList());
            assertFalse(spools.stream().anyMatch(Files::isDirectory));
            return spools;
        }
    }
}
