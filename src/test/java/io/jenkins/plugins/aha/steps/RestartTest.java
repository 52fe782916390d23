package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/**
 * The controller is killed in the middle of a create, an update, a link and a delete, and started again: each build
 * goes on and ends well, and nothing was written twice.
 */
class RestartTest extends RestartedBuilds {
    @Test
    void killedAfterAhaStoredTheWriteAndBeforeTheAnswerCame() throws Throwable {
        aha.faults().when((method, path) -> !method.equals("GET"), 4, Fault.STALLED_AFTER_STORING);
        startBuilds();
        awaitStalled(4);
        restart();
        assertEverythingHappenedOnce();
    }

    @Test
    void killedBeforeAhaStoredTheWrite() throws Throwable {
        aha.faults().when((method, path) -> !method.equals("GET"), 4, Fault.STALLED_BEFORE_STORING);
        startBuilds();
        awaitStalled(4);
        restart();
        assertEverythingHappenedOnce();
    }

    @Test
    void killedBetweenTwoWritesOfABulk() throws Throwable {
        List<String> old = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Upsert " + i));
            old.add(aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Old")));
        }
        stallTheThird((method, path) -> method.equals("POST"));
        stallTheThird((method, path) -> method.equals("PUT") && path.contains("custom_object_records"));
        stallTheThird((method, path) -> method.equals("PUT") && path.contains("features"));
        stallTheThird((method, path) -> method.equals("DELETE"));
        startBuild("create", """
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers',
                    fields: (1..6).collect { [name: "Bulk ${it}"] }
                assert made*.fields*.name == (1..6).collect { "Bulk ${it}".toString() }
                """);
        startBuild("update", """
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', uniqueBy: 'name',
                    fields: (1..6).collect { [name: "Upsert ${it}", tier: 'gold'] }
                assert made*.outcome == (1..6).collect { 'updated' }
                """);
        startBuild("link", """
                def linked = ahaLinkRecords target: (1..6).collect { "PRJ1-${it}" }, field: 'customers', records: '%s'
                assert linked*.added == (1..6).collect { ['%s'] }
                """.formatted(linked, linked));
        startBuild("delete", "def ids = ['" + String.join("', '", old) + "']\nassert ahaDeleteRecord(id: ids) == ids");
        awaitStalled(4);
        restart();
        for (String name : KINDS) {
            finish(name);
        }
        assertEquals(0, named("Old"), "records that should be deleted");
        for (int i = 1; i <= 6; i++) {
            assertEquals(1, named("Bulk " + i), "records named Bulk " + i);
            assertEquals(1, named("Upsert " + i), "records named Upsert " + i);
            assertEquals(List.of(linked), aha.state().links(RecordKind.FEATURE, "PRJ1-" + i, "customers"));
        }
    }

    private void stallTheThird(BiPredicate<String, String> kind) {
        aha.faults().when(kind, 2, Fault.NONE);
        aha.faults().when(kind, 1, Fault.STALLED_AFTER_STORING);
    }

    @Test
    void killedBeforeJenkinsSavedThatTheStepHadEnded() throws Throwable {
        aha.faults().when((method, path) -> method.equals("POST"), 1, Fault.STALLED_BEFORE_STORING);
        startBuild("unsaved", """
                ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: '%s']
                ahaGetRecord id: '%s'
                """.formatted(NAME, updated));
        awaitStalled(1);
        // What Jenkins saved while the step was at work is what a crash right after the step's end leaves.
        Path program = jenkins.getHome().toPath().resolve("jobs/unsaved/builds/1/program.dat");
        byte[] saved = Files.readAllBytes(program);
        aha.faults().when((method, path) -> path.endsWith(updated), 1, Fault.STALLED_BEFORE_STORING);
        aha.faults().releaseStalled();
        Eventually.await(() -> named(NAME) == 1 && aha.faults().stalled() == 1, "the second step");
        jenkins.stopJenkinsForcibly();
        Files.write(program, saved);
        aha.faults().clear();
        aha.faults().releaseStalled();
        jenkins.startJenkins();
        finish("unsaved");
        assertEquals(1, named(NAME), "records named " + NAME);
    }

    /** Four kinds of steps, of which each waits for an answer when the controller dies. */
    @Test
    void killedWhileStepsSaveLoadLinkAndHoldAnError() throws Throwable {
        aha.faults()
                .when(
                        (method, path) -> method.equals("GET") && path.contains("custom_objects/customers"),
                        1,
                        Fault.STALLED_BEFORE_STORING);
        aha.faults().when((method, path) -> path.endsWith(updated), 1, Fault.STALLED_BEFORE_STORING);
        stallTheThird((method, path) -> method.equals("POST") && path.contains("customers"));
        aha.faults()
                .when(
                        (method, path) -> method.equals("PUT") && path.contains("custom_object_records"),
                        1,
                        Fault.STALLED_AFTER_STORING);
        startBuild("save", """
                node {
                    def count = ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'out/customers.csv'
                    assert readFile('out/customers.csv').readLines().size() == count + 1
                }
                """);
        startBuild("error", """
                try {
                    ahaGetRecord id: '1'
                } catch (e) {
                    ahaGetRecord id: '%s'
                    assert e.status == 404
                    assert e.message.contains('404')
                }
                """.formatted(updated));
        startBuild("load", """
                node {
                    writeFile file: 'a.csv', text: 'name\\n' + (1..6).collect { "Row ${it}" }.join('\\n')
                    assert ahaCreateRecord(product: 'PRJ1', table: 'customers', loadFrom: 'a.csv') == 6
                }
                """);
        startBuild("deploy", """
                def made = ahaCreateRecord product: 'PRJ1', table: 'deployments', fields: [name: '2.1'],
                    links: [customer: '%s']
                assert made.links == [customer: ['%s']]
                """.formatted(linked, linked));
        awaitStalled(4);
        restart();
        finish("save");
        finish("error");
        finish("load");
        finish("deploy");
        for (int row = 1; row <= 6; row++) {
            assertEquals(1, named("Row " + row), "records of row " + row);
        }
        List<String> deployments = aha.state().records("PRJ1", "deployments").stream()
                .filter(record -> "2.1".equals(record.text("name")))
                .map(record -> record.id())
                .toList();
        assertEquals(1, deployments.size());
        assertEquals(
                List.of(linked), aha.state().links(RecordKind.CUSTOM_OBJECT_RECORD, deployments.get(0), "customer"));
    }
}
