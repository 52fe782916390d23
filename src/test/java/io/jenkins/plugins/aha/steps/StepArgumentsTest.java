package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** Whatever a sandboxed script has at hand is taken as it comes, in scripted and in Declarative Pipelines. */
class StepArgumentsTest extends TestsInJenkins {
    @Test
    void gstringsAreTakenEverywhere() throws Exception {
        run("""
                def (product, table, key, value) = ['PRJ1', 'customers', 'na', 'New']
                def made = ahaCreateRecord product: "${product}", table: "${table}", uniqueBy: ["${key}me"],
                    fields: [("${key}me".toString()): "${value} Corp", region: "EM${'EA'}"]
                assert made.fields.name == 'New Corp'
                def found = ahaListRecords product: "${product}", table: "${table}", fields: ["${key}me"],
                    where: [name: ["${value} Corp", "${value} Inc"], region: "${'EMEA'}"]
                assert found*.fields == [[name: 'New Corp']]
                def linked = ahaLinkRecords target: ["${product}-R-1"], field: "${table}", records: ["${made.id}"]
                assert linked[0].added == [made.id]
                assert ahaReferences(text: "${product}-12", products: ["${product}"]) == ["${product}-12".toString()]
                assert ahaDeleteRecord(id: "${made.id}") == [made.id]
                """);
    }

    @Test
    void aGstringMayBeTheKeyOfAField() throws Exception {
        run("""
                def key = 'tier'
                ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Keyed Corp', ("${key}"): 'gold']
                """);
        assertEquals("gold", named("Keyed Corp").text("tier"));
    }

    @Test
    void numbersNullsAndDatesAreTaken() throws Exception {
        run("""
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', verify: false,
                    fields: [name: 'Typed Corp', tier: 5, region: null, last_deployment: new Date(0)]
                ahaGetRecord id: made.id as long
                ahaUpdateRecord id: made.id as BigInteger, fields: [tier: 2.5], verify: false
                assert ahaListRecords(product: 'PRJ1', table: 'customers', limit: 2, site: null).size() == 2
                assert ahaListRecords(product: 'PRJ1', table: 'customers', limit: '2', updatedSince: new Date(0)).size() == 2
                assert ahaListRecords(product: 'PRJ1', table: 'customers', updatedSince: System.currentTimeMillis() + 9000000).isEmpty()
                """);
        StoredRecord typed = named("Typed Corp");
        assertEquals("2.5", typed.text("tier"));
        assertEquals("1970-01-01", typed.text("last_deployment"));
        assertNull(typed.text("region"));
    }

    @Test
    void valuesOfReadJsonAreTaken() throws Exception {
        run("""
                def row = readJSON text: '{"name": "J Corp", "website": null, "tags": ["a", null], "seats": 5}'
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [row], verify: false
                def one = readJSON(text: '{"name": "J Corp", "nothing": null}')
                def found = ahaListRecords product: 'PRJ1', table: 'customers', where: [name: one.name, website: one.nothing]
                assert found*.id == made*.id
                def ids = readJSON text: "[\\"${found[0].id}\\"]"
                ahaLinkRecords target: readJSON(text: '["PRJ1-R-1"]'), field: 'customers', records: ids
                assert ahaDeleteRecord(id: readJSON(text: "{\\"id\\": \\"${found[0].id}\\"}")) == found*.id
                """);
    }

    @Test
    void momentsAreTheirDayAndOtherObjectsTheirText() throws Exception {
        run("""
                def fields = [name: 'Timed Corp', last_deployment: java.time.LocalDateTime.parse('2026-01-31T23:59'),
                    website: new URL('https://acme.example'), region: java.time.DayOfWeek.MONDAY]
                ahaCreateRecord product: 'PRJ1', table: 'customers', fields: fields
                """);
        StoredRecord timed = named("Timed Corp");
        assertEquals("2026-01-31", timed.text("last_deployment"));
        assertEquals("https://acme.example", timed.text("website"));
        assertEquals("MONDAY", timed.text("region"));
    }

    @Test
    void anEmptyRestrictionIsRefused() throws Exception {
        String table = "product: 'PRJ1', table: 'customers'";
        for (String call : List.of(
                "ahaListRecords " + table + ", where: null",
                "ahaListRecords " + table + ", where: [:]",
                "ahaListRecords " + table + ", updatedSince: ''",
                "ahaListRecords " + table + ", limit: null",
                "ahaListRecords " + table + ", saveTo: ' '",
                "ahaListRecords " + table + ", fields: []",
                "ahaListRecords " + table + ", site: ''",
                "ahaCreateRecord " + table + ", fields: [name: 'x'], uniqueBy: null",
                "ahaDeleteRecord id: '1', dryRun: null",
                "ahaReferences products: ''",
                "ahaReferences text: env.NOT_SET")) {
            WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, AhaJenkins.pipeline(jenkins, call));
            jenkins.assertLogContains("got an empty value for '", build);
        }
        assertEquals(0, aha.requests().size());
    }

    @Test
    void theIdOfAProductMayBeANumber() throws Exception {
        String id = aha.state().records("PRJ1", "customers").get(0).productId();
        run("""
                def made = ahaCreateRecord product: %1$s, table: 'customers', fields: [name: 'Numbered Corp']
                def number = %1$sL
                for (product in [%1$s, number, number as BigInteger, "${number}", ' %1$s ']) {
                    assert ahaListRecords(product: product, table: 'customers', where: [name: 'Numbered Corp'])*.id == [made.id]
                    ahaCreateRecord product: product, table: "${'customers'}", fields: [name: 'Numbered Corp'], uniqueBy: 'name'
                }
                """.formatted(id));
        assertEquals(
                1,
                aha.state().records("PRJ1", "customers").stream()
                        .filter(record -> "Numbered Corp".equals(record.text("name")))
                        .count());
        run("""
                pipeline {
                    agent none
                    stages { stage('Read') { steps { ahaListRecords product: %s, table: 'customers', limit: 1 } } }
                }
                """.formatted(id));
    }

    @Test
    void aProductThatIsNullOrNoneIsToldAndNotSearchedFor() throws Exception {
        for (String product : List.of("null", "\"${''}\"", "' '")) {
            for (String call : List.of(
                    "ahaListRecords product: %s, table: 'customers'",
                    "ahaCreateRecord product: %s, table: 'customers', fields: [name: 'x']")) {
                WorkflowRun build = jenkins.buildAndAssertStatus(
                        Result.FAILURE, AhaJenkins.pipeline(jenkins, call.formatted(product)));
                jenkins.assertLogContains("needs 'product'", build);
            }
        }
        assertEquals(0, aha.requests().size());
    }

    @Test
    void recordsOfOtherStepsAreTakenForIds() throws Exception {
        run("""
                def customers = ahaListRecords product: 'PRJ1', table: 'customers', limit: 3
                def first = customers[0]
                assert ahaGetRecord(id: first).id == first.id
                ahaUpdateRecord id: first, fields: [region: 'APAC']
                assert ahaLinkRecords(target: 'PRJ1-2', field: 'customers', records: first)[0].added == [first.id]
                assert ahaLinkRecords(target: 'PRJ1-2', field: 'customers', records: customers)[0].after == customers*.id
                assert ahaDeleteRecord(id: [customers[1], customers[2].id]) == [customers[1].id, customers[2].id]
                first.fields.region = 'EMEA'
                ahaUpdateRecord id: first.id, fields: first.fields
                """);
    }

    @Test
    void resultsAreTheScriptsOwnAndWorkInTheSandbox() throws Exception {
        run("""
                def customers = ahaListRecords product: 'PRJ1', table: 'customers'
                def tiers = customers.groupBy { it.fields.tier }.collectEntries { tier, all -> [tier, all.size()] }
                assert tiers.gold == 5
                customers.removeAll { it.fields.tier != 'gold' }
                assert customers*.fields*.name.sort().first() == 'Acme Corp'
                customers.each { it.extra = true }
                assert customers.every { it.id instanceof String && it.createdAt && it.outcome == 'read' }
                """);
    }

    @Test
    void theSoleArgumentNeedsNoName() throws Exception {
        run("""
                def first = ahaListRecords(product: 'PRJ1', table: 'customers', limit: 1)[0]
                assert ahaGetRecord(first.id).id == first.id
                assert ahaReferences().isEmpty()
                assert ahaDeleteRecord([first.id]) == [first.id]
                """);
    }

    @Test
    void declarativeWorksWithoutScriptBlocks() throws Exception {
        WorkflowRun build = run("""
                pipeline {
                    agent none
                    options { timeout(time: 5, unit: 'MINUTES') }
                    environment { CUSTOMER = 'Declared Corp' }
                    stages {
                        stage('Record') {
                            when { expression { ahaReferences(text: 'PRJ1-R-1').size() == 1 } }
                            steps {
                                ahaCreateRecord product: 'PRJ1', table: 'customers', uniqueBy: 'name',
                                    fields: [name: "${CUSTOMER}", tier: "${env.BUILD_NUMBER}"]
                                ahaLinkRecords target: ahaReferences(text: 'PRJ1-R-1'), field: 'customers',
                                    records: ahaListRecords(product: 'PRJ1', table: 'customers', where: [name: env.CUSTOMER])
                            }
                        }
                        stage('Skipped') {
                            when { expression { ahaReferences(text: 'nothing') } }
                            steps { ahaDeleteRecord id: '1' }
                        }
                    }
                    post {
                        success {
                            ahaCreateRecord product: 'PRJ1', table: 'deployments', fields: [name: "Build ${env.BUILD_NUMBER}"]
                        }
                        failure { ahaDeleteRecord id: '1' }
                    }
                }
                """);
        jenkins.assertLogContains("Stage \"Skipped\" skipped due to when conditional", build);
        assertEquals("1", named("Declared Corp").text("tier"));
        assertEquals(
                1,
                aha.state().records("PRJ1", "deployments").stream()
                        .filter(record -> "Build 1".equals(record.text("name")))
                        .count());
    }

    private WorkflowRun run(String script) throws Exception {
        return jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, script));
    }

    private StoredRecord named(String name) {
        return aha.state().records("PRJ1", "customers").stream()
                .filter(record -> name.equals(record.text("name")))
                .findFirst()
                .orElseThrow();
    }
}
