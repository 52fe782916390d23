package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Label;
import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.UpdateRecordBuilder;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** Records out of files, links of records, and what was done before a failure, in Pipelines and freestyle jobs. */
class FilesAndLinksTest extends TestsInJenkins {
    private static final String CSV = "name,tier\nContoso,silver\n\"New, Corp\",gold\n";

    private static DumbSlave agent;

    @TempDir
    private Path outside;

    @BeforeAll
    static void createAgent() throws Exception {
        agent = jenkins.createOnlineSlave(Label.get("agent"));
    }

    private List<String> wire() {
        List<String> wire = aha.requests().stream()
                .map(seen -> seen.method() + " " + seen.rawPath() + "?" + seen.rawQuery() + " " + seen.body())
                .toList();
        return wire;
    }

    private String customer(String name) {
        return aha.state().records("PRJ1", "customers").stream()
                .filter(record -> name.equals(record.text("name")))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void aFileOfAnAgentIsLoadedByStepAndBuildStepAlike() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                node('agent') {
                    writeFile file: 'in/a.csv', text: '''%s'''
                    echo 'count ' + ahaCreateRecord(product: 'PRJ1', table: 'customers', loadFrom: 'in/a.csv', uniqueBy: 'name')
                }
                """.formatted(CSV));
        jenkins.assertLogContains("count 2", build);
        jenkins.assertLogContains("Aha!: loaded 2 records from in/a.csv: 1 created, 1 updated", build);
        List<String> ofStep = wire();

        aha.close();
        startAha();
        CreateRecordBuilder load = new CreateRecordBuilder("PRJ1", "customers", List.of());
        load.setLoadFrom("in/$FILE_NAME.csv");
        load.setUniqueBy("name");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setAssignedLabel(Label.get("agent"));
        job.getBuildersList().add(load);
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.child("in/a.csv").write(CSV, "UTF-8");
        FreeStyleBuild freestyle = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("There is no file 'in/$FILE_NAME.csv' in the workspace", freestyle);
        load.setLoadFrom("in/a.csv");
        jenkins.buildAndAssertSuccess(job);
        assertEquals(ofStep, wire());
    }

    @Test
    void filesOutsideTheWorkspaceAreNotRead() throws Exception {
        Path secret = Files.writeString(outside.resolve("a.csv"), "name\nSecret\n");
        WorkflowJob job = AhaJenkins.pipeline(
                jenkins, "node('agent') { ahaCreateRecord product: 'PRJ1', table: 'customers', loadFrom: 'a.csv' }");
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.mkdirs();
        workspace.child("a.csv").symlinkTo(secret.toString(), hudson.model.TaskListener.NULL);
        WorkflowRun build = jenkins.buildAndAssertStatus(Result.FAILURE, job);
        jenkins.assertLogContains("The file 'a.csv' would lie outside the workspace", build);
        WorkflowRun nowhere =
                run(Result.FAILURE, "ahaCreateRecord product: 'PRJ1', table: 'customers', loadFrom: 'a.csv'");
        jenkins.assertLogContains("saveTo and loadFrom need a workspace", nowhere);
        assertEquals(List.of(), wire());
    }

    @Test
    void recordsAreLinkedByStepAndBuildStepAlike() throws Exception {
        aha.state().giveIds("501", "502", "503");
        String contoso = customer("Contoso");
        String globex = customer("Globex");
        run(Result.SUCCESS, """
                def made = ahaCreateRecord product: 'PRJ1', table: 'deployments', fields: [name: '2.1'],
                    links: [customer: ['%s', '%s']]
                assert made.links == [customer: ['%s', '%s']]
                ahaUpdateRecord id: made, links: [customer: ahaListRecords(product: 'PRJ1', table: 'customers', limit: 1)]
                """.formatted(contoso, globex, contoso, globex));
        assertEquals(
                3,
                aha.state()
                        .links(RecordKind.CUSTOM_OBJECT_RECORD, "501", "customer")
                        .size());
        List<String> ofStep =
                named().stream().filter(line -> !line.contains("/customers/")).toList();

        aha.close();
        startAha();
        aha.state().giveIds("501", "502", "503");
        CreateRecordBuilder create =
                new CreateRecordBuilder("PRJ1", "deployments", List.of(new FieldRow("name", "2.1")));
        create.setLinks(List.of(new FieldRow("customer", customer("Contoso") + ", " + customer("Globex"))));
        UpdateRecordBuilder update = new UpdateRecordBuilder("$AHA_RECORD_ID", List.of());
        update.setLinks(List.of(new FieldRow("customer", customer("Acme Corp"))));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(create);
        job.getBuildersList().add(update);
        jenkins.buildAndAssertSuccess(job);
        assertEquals(ofStep, named());
    }

    /** The requests with names of customers, whose ids differ from simulator to simulator. */
    private List<String> named() {
        Map<String, String> names = aha.state().records("PRJ1", "customers").stream()
                .collect(Collectors.toMap(StoredRecord::id, record -> record.text("name")));
        return wire().stream()
                .map(line -> Pattern.compile("[0-9]{10,}")
                        .matcher(line)
                        .replaceAll(id -> Matcher.quoteReplacement(names.getOrDefault(id.group(), "id"))))
                .toList();
    }

    @Test
    void anIdeaOrganizationIsLinkedByStepAndBuildStepAlike() throws Exception {
        run(Result.SUCCESS, """
                def links = ahaLinkRecords target: 'ACCOUNT-O-123', field: 'customers', records: '%s'
                assert "${links.kind}".contains('idea')
                """.formatted(customer("Contoso")));
        List<String> ofStep = named();
        assertEquals(
                List.of(customer("Contoso")),
                aha.state().links(RecordKind.IDEA_ORGANIZATION, "ACCOUNT-O-123", "customers"));
        aha.close();
        startAha();
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(new LinkRecordsBuilder("ACCOUNT-O-123", "customers", customer("Contoso")));
        jenkins.buildAndAssertSuccess(job);
        assertEquals(ofStep, named());
    }

    @Test
    void linesOfAFileAreLinked() throws Exception {
        run(Result.SUCCESS, """
                node('agent') {
                    writeFile file: 'a.csv', text: 'name\\n2.1\\n2.2\\n'
                    ahaCreateRecord product: 'PRJ1', table: 'deployments', loadFrom: 'a.csv', links: [customer: '%s']
                }
                """.formatted(customer("Contoso")));
        List<StoredRecord> deployments = aha.state().records("PRJ1", "deployments").stream()
                .filter(record -> record.text("name").startsWith("2."))
                .toList();
        assertEquals(2, deployments.size());
        for (StoredRecord deployment : deployments) {
            assertEquals(
                    List.of(customer("Contoso")),
                    aha.state().links(RecordKind.CUSTOM_OBJECT_RECORD, deployment.id(), "customer"));
        }
    }

    @Test
    void everyTargetGetsTheRecordsThatWaitForIt() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                def links = ahaLinkRecords target: ['PRJ1-R-1', 'PRJ1-9999'], withFeatures: true, field: 'customers',
                    product: 'PRJ1', table: 'customers', waitingField: 'waits_for'
                echo 'linked ' + links*.target.join(' ')
                """);
        jenkins.assertLogContains("linked PRJ1-R-1 PRJ1-3 PRJ1-5", build);
        jenkins.assertLogContains("Aha!: no record of table customers waits for 5 of 8 targets.", build);
        assertWaitingAreLinked();
        aha.close();
        startAha();
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1, PRJ1-9999", "customers", "");
        link.setWithFeatures(true);
        link.setProduct("PRJ1");
        link.setTable("customers");
        link.setWaitingField("waits_for");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(link);
        jenkins.buildAndAssertSuccess(job);
        assertWaitingAreLinked();
    }

    private void assertWaitingAreLinked() {
        assertEquals(
                List.of(customer("Acme Corp"), customer("Contoso"), customer("Globex")),
                aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
        assertEquals(
                List.of(customer("Fabrikam"), customer("Umbrella & Söhne")),
                aha.state().links(RecordKind.FEATURE, "PRJ1-3", "customers"));
        assertEquals(
                List.of(customer("Umbrella & Söhne")), aha.state().links(RecordKind.FEATURE, "PRJ1-5", "customers"));
        assertEquals(List.of(), aha.state().links(RecordKind.FEATURE, "PRJ1-1", "customers"));
    }

    @Test
    void aScriptGoesOnWithWhatWasNotDone() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                def ids = ahaListRecords(product: 'PRJ1', table: 'customers', limit: 2)*.id
                def rest = ids + '999'
                try {
                    ahaDeleteRecord id: rest
                } catch (IOException e) {
                    assert e.status == 404
                    assert e.done instanceof List
                    echo 'done ' + e.done.size()
                    rest = rest - e.done
                }
                sleep 1
                echo 'left ' + rest
                try {
                    ahaGetRecord '999'
                } catch (IOException e) {
                    assert e.done == []
                }
                """);
        jenkins.assertLogContains("left [999]", build);
        assertTrue(JenkinsRule.getLog(build).contains("done 2"));
    }

    @Test
    void aScriptKeepsTheRecordsThatWereCreatedBeforeAFailure() throws Exception {
        aha.faults().next(Fault.NONE, Fault.NONE, Fault.UNAUTHORIZED);
        WorkflowRun build = run(Result.SUCCESS, """
                def rows = ['A', 'B', 'C', 'D', 'E'].collect { [name: it] }
                def made = []
                try {
                    ahaCreateRecord product: 'PRJ1', table: 'customers', fields: rows
                } catch (IOException e) {
                    made = e.done
                }
                sleep 1
                def rest = rows.findAll { !(it.name in made*.fields.name) }
                echo 'made ' + made.size() + ', rest ' + rest.size()
                ahaCreateRecord product: 'PRJ1', table: 'customers', fields: rest
                """);
        assertEquals(
                List.of("A", "B", "C", "D", "E"),
                aha.state().records("PRJ1", "customers").stream()
                        .skip(12)
                        .map(record -> record.text("name"))
                        .sorted()
                        .toList());
        jenkins.assertLogNotContains("made 0", build);
    }
}
