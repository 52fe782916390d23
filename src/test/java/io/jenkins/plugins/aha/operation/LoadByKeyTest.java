package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ahaCreateRecord} with {@code loadFrom} and {@code uniqueBy}, where the file has more rows than one part. */
class LoadByKeyTest extends TestsWithLargeFile {
    @BeforeEach
    void allRowsExist() {
        fillTable();
    }

    private void assertLoaded(String outcomes) {
        assertTrue(
                build.lines().contains("Aha!: loaded " + ROWS + " records from a.csv: " + outcomes),
                () -> build.lines().toString());
    }

    @Test
    void theTableIsReadOnceForAllParts() throws Exception {
        assertEquals(ROWS, load(rows(0, ROWS), Map.of()));
        assertLoaded(ROWS + " kept");
        assertEquals((ROWS + 12 + 199) / 200, aha.requests("GET"));
        assertEquals(0, aha.requests("POST") + aha.requests("PUT"));
    }

    @Test
    void whatChangesIsWrittenAndWhatIsNewIsCreated() throws Exception {
        assertEquals(
                ROWS, load(rows(2, ROWS).replace("N1099,gold", "N1099,silver") + "New,gold\nNewer,gold\n", Map.of()));
        assertLoaded("2 created, " + (ROWS - 3) + " kept, 1 updated");
        assertEquals("silver", named("N1099").get(0).text("tier"));
        assertEquals(1, named("New").size());
    }

    @Test
    void anEqualRowOfALaterPartIsTheSameRecord() throws Exception {
        load("Twin,gold\n" + rows(0, ROWS - 3) + "Twin,silver\nTwin,silver\n", Map.of());
        assertLoaded("1 created, " + (ROWS - 2) + " kept, 1 updated");
        assertEquals(List.of("silver"), tiers("Twin"));
    }

    @Test
    void rowsThatCannotBeWrittenAreNamedBeforeAnyIs() {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N900"));
        AhaException refused = assertThrows(AhaException.class, () -> load("Newest,gold\n" + rows(1, ROWS), Map.of()));
        assertTrue(refused.getMessage().contains("line 902 matches the records "), refused::getMessage);
        refused =
                assertThrows(AhaException.class, () -> load("Newest,gold\n" + rows(1, 800) + "n1000,gold\n", Map.of()));
        assertTrue(refused.getMessage().contains("line 802 is nearly the same as record "), refused::getMessage);
        refused = assertThrows(
                AhaException.class, () -> load("Newest,gold\n" + rows(1, 800), Map.of("ifExists", "fail")));
        assertTrue(refused.getMessage().contains("line 3 exists already, as record "), refused::getMessage);
        assertEquals(0, aha.requests("POST") + aha.requests("PUT"));
    }

    private static Response withoutProducts(Response answer) {
        String body = new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\"product_id\":\"?[0-9]+\"?,", "");
        return new Response(answer.status(), answer.headers(), body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatAnotherBuildWritesBetweenTwoPartsCounts(boolean productsAreShown) throws Exception {
        if (!productsAreShown) {
            aha.restartController(transport -> request -> withoutProducts(transport.send(request)));
            build = aha.build();
        }
        String deployment = aha.state().seedRecord("PRJ1", "deployments", Map.of("name", "old"));
        aha.state().seedProduct("7", "APP", "App");
        String elsewhere = aha.state().seedRecord("APP", "customers", Map.of("name", "N9999"));
        afterTheFirstPart(() -> {
            Map<String, Object> here = Map.of("product", "prj1", "table", "customers");
            RecordedBuild other = aha.build();
            Map<String, Object> created = new HashMap<>(here);
            created.put("fields", Map.of("name", "Theirs", "tier", "gold"));
            other.run("ahaCreateRecord", created);
            created.put("product", "APP");
            created.put("fields", Map.of("name", "Another product's", "tier", "gold"));
            other.run("ahaCreateRecord", created);
            other.run("ahaUpdateRecord", Map.of("id", named("N700").get(0).id(), "fields", Map.of("tier", "silver")));
            other.run("ahaUpdateRecord", Map.of("id", named("N701").get(0).id(), "fields", Map.of("name", "Renamed")));
            other.run("ahaDeleteRecord", Map.of("id", named("N702").get(0).id()));
            other.run("ahaUpdateRecord", Map.of("id", elsewhere, "fields", Map.of("name", "Elsewhere")));
            other.run("ahaUpdateRecord", Map.of("id", deployment, "fields", Map.of("name", "Elsewhere")));
        });
        load(rows(0, ROWS - 4) + "Theirs,gold\nRenamed,gold\nAnother product's,gold\nElsewhere,gold\n", Map.of());
        assertLoaded("4 created, " + (ROWS - 5) + " kept, 1 updated");
        for (String name : List.of("Theirs", "Renamed", "N701", "N702", "N700")) {
            assertEquals(List.of("gold"), tiers(name), name);
        }
        assertEquals(1, named("Another product's").size());
    }

    @Test
    void whatOthersWriteIsSeenAfterAQuarterOfAnHour() throws Exception {
        afterTheFirstPart(() -> {
            aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Theirs", "tier", "gold"));
            aha.time().pass(Duration.ofMinutes(15).plusSeconds(1));
        });
        load(rows(0, ROWS - 1) + "Theirs,gold\n", Map.of());
        assertLoaded(ROWS + " kept");
        assertEquals(2 * ((ROWS + 12 + 199) / 200), aha.requests("GET"));
    }

    private static List<Path> copies() throws IOException {
        // Java notes the folder when it starts, whatever the property says later.
        Path probe = Files.createTempFile("probe", "");
        Files.delete(probe);
        try (Stream<Path> files = Files.list(probe.getParent())) {
            return files.filter(file -> file.getFileName().toString().startsWith("aha-load-table"))
                    .toList();
        }
    }

    @Test
    void theCopyIsForNobodyElseAndGoesWithTheStep() throws Exception {
        List<Path> during = new ArrayList<>();
        Set<String> permissions = new HashSet<>();
        afterTheFirstPart(() -> {
            for (Path copy : copies()) {
                try {
                    permissions.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)));
                    during.add(copy);
                } catch (NoSuchFileException ofAnotherProcess) {
                    continue;
                }
            }
            throw new IOException("No space left on device");
        });
        assertThrows(IOException.class, () -> load(rows(0, ROWS), Map.of()));
        assertEquals(Set.of("rw-------"), permissions);
        // Another process may run the same tests, and have copies of its own.
        assertTrue(during.stream().anyMatch(Files::notExists), during::toString);
    }

    /** That a number is not rounded shows only a record that no row looks for. */
    @Test
    void theWholeCopyCountsWhereARowHasANearRecord() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Near", "seats", "1.3"));
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Exact", "seats", "7.25"));
        String seats =
                IntStream.range(100, 100 + ROWS - 1).mapToObj(row -> row + "\n").collect(Collectors.joining());
        loadCsv("seats\n" + seats + "1.25\n", Map.of("uniqueBy", "seats", "dryRun", true));
        assertTrue(build.lines().contains("Aha!: would have loaded 1100 records from a.csv: 1100 created"));
    }

    @Test
    void aMistypedKeyIsRefused() {
        AhaException refused = assertThrows(
                AhaException.class, () -> loadCsv("Name,tier\n" + rows(0, ROWS), Map.of("uniqueBy", "Name")));
        assertTrue(refused.getMessage().contains("no record of the table has a value in 'Name'"), refused::getMessage);
    }
}
