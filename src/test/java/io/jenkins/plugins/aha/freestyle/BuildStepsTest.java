package io.jenkins.plugins.aha.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.matrix.Axis;
import hudson.matrix.AxisList;
import hudson.matrix.MatrixProject;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.model.StringParameterDefinition;
import hudson.tasks.Builder;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The build steps in real freestyle and matrix jobs against the simulator. */
@WithJenkins
class BuildStepsTest {
    private JenkinsRule jenkins;
    private AhaSimulator aha;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        jenkins = rule;
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    private static CreateRecordBuilder create(String name) {
        return new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", name)));
    }

    private FreeStyleBuild run(Result expected, Builder... steps) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new ParametersDefinitionProperty(new StringParameterDefinition("CUSTOMER", "Parameter Corp")));
        for (Builder step : steps) {
            job.getBuildersList().add(step);
        }
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private List<String> wire() {
        return aha.requests().stream()
                .map((SeenRequest seen) ->
                        seen.method() + " " + seen.rawPath() + "?" + seen.rawQuery() + " " + seen.body())
                .toList();
    }

    @Test
    void aRecordIsMadeLinkedAndDeletedByLaterSteps() throws Exception {
        UpdateRecordBuilder update = new UpdateRecordBuilder("$AHA_RECORD_ID", List.of(new FieldRow("tier", "gold")));
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1", "customers", "${AHA_RECORD_ID}");
        link.setResultPrefix("LINK_");
        LinkRecordsBuilder unlink = new LinkRecordsBuilder("$LINK_RECORD_ID", "customers", "${AHA_RECORD_ID}");
        unlink.setMode("remove");
        unlink.setResultPrefix("LINK_");
        List<String> linkedBefore = aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers");
        run(Result.SUCCESS, create("${CUSTOMER}"), update, link, unlink, new DeleteRecordsBuilder("${AHA_RECORD_IDS}"));
        assertEquals(
                List.of("POST", "PUT", "GET", "PUT", "GET", "PUT", "DELETE"),
                aha.requests().stream().map(SeenRequest::method).toList());
        assertEquals(true, aha.requests().get(0).body().contains("Parameter Corp"));
        assertEquals(linkedBefore, aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
    }

    @Test
    void aListGoesIntoTheWorkspaceOfAnAgent() throws Exception {
        ListRecordsBuilder list = new ListRecordsBuilder("PRJ1", "customers", "out/gold.csv");
        list.setWhere(List.of(new FieldRow("tier", "gold")));
        list.setFields("name, tier");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setAssignedNode(jenkins.createOnlineSlave());
        job.getBuildersList().add(list);
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        String[] lines =
                build.getWorkspace().child("out/gold.csv").readToString().split("\r\n");
        assertEquals("id,name,tier,createdAt,updatedAt", lines[0]);
        assertEquals(
                String.valueOf(lines.length - 1),
                build.getEnvironment(jenkins.createTaskListener()).get("AHA_RECORD_COUNT"));
    }

    @Test
    void aPipelineMakesTheSameRequests() throws Exception {
        aha.clearRequests();
        CreateRecordBuilder step = create("Same Corp");
        step.setUniqueBy("name");
        run(Result.SUCCESS, step, new LinkRecordsBuilder("PRJ1-R-1 PRJ1-1", "customers", "$AHA_RECORD_ID"));
        List<String> freestyle = wire();
        undo();
        jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, """
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Same Corp'], uniqueBy: 'name'
                ahaLinkRecords target: ['PRJ1-R-1', 'PRJ1-1'], field: 'customers', records: made
                """));
        assertEquals(withoutIds(freestyle), withoutIds(wire()));
    }

    /** Targets are worked on side by side, so their order may differ; the new record's id does. */
    private static List<String> withoutIds(List<String> wire) {
        return wire.stream()
                .map(line -> line.replaceAll("\"[0-9]{10,}\"", "ID"))
                .sorted()
                .toList();
    }

    private void undo() {
        aha.close();
        try {
            aha = AhaJenkins.simulator();
            AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", aha.url())));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMatrixJobRunsThemForEachCombination() throws Exception {
        MatrixProject job = jenkins.createProject(MatrixProject.class);
        job.setAxes(new AxisList(new Axis("TIER", "gold", "silver")));
        job.getBuildersList()
                .add(new CreateRecordBuilder(
                        "PRJ1",
                        "customers",
                        List.of(new FieldRow("name", "Matrix $TIER"), new FieldRow("tier", "$TIER"))));
        jenkins.buildAndAssertSuccess(job);
        List<String> names = aha.state().records("PRJ1", "customers").stream()
                .map(record -> String.valueOf(record.text("name")))
                .filter(name -> name.startsWith("Matrix"))
                .sorted()
                .toList();
        assertEquals(List.of("Matrix gold", "Matrix silver"), names);
    }

    @Test
    void anErrorFailsMarksOrIsTold() throws Exception {
        Map.of("fail", Result.FAILURE, "unstable", Result.UNSTABLE, "ignore", Result.SUCCESS)
                .forEach((policy, result) -> {
                    DeleteRecordsBuilder delete = new DeleteRecordsBuilder("1");
                    delete.setOnError(policy);
                    try {
                        FreeStyleBuild build = run(result, delete);
                        jenkins.assertLogContains("Could not delete record 1: Aha! answered 404", build);
                        jenkins.assertLogNotContains("\tat ", build);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    @Test
    void aMissingParameterIsNamed() throws Exception {
        FreeStyleBuild build = run(Result.FAILURE, new DeleteRecordsBuilder(" "));
        jenkins.assertLogContains("needs 'id'", build);
    }

    @Test
    void theFormsKeepEverything() throws Exception {
        CreateRecordBuilder create = create("Form Corp");
        create.setUniqueBy("name");
        create.setIfExists("keep");
        create.setVerify(false);
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1", "customers", "1 2");
        link.setMode("replace");
        link.setWithFeatures(true);
        link.setKind("release");
        link.setIfMissing("ignore");
        ListRecordsBuilder list = new ListRecordsBuilder("PRJ1", "customers", "a.csv");
        list.setLimit("3");
        list.setUpdatedSince("2026-01-01");
        list.setWhere(List.of(new FieldRow("tier", "gold")));
        DeleteRecordsBuilder delete = new DeleteRecordsBuilder("7");
        delete.setIfMissing("ignore");
        UpdateRecordBuilder update = new UpdateRecordBuilder("7", List.of(new FieldRow("a", "b")));
        update.setOnError("unstable");
        update.setDryRun(true);
        update.setSite("acme");
        update.setCredentialsId(AhaJenkins.CREDENTIAL);
        update.setResultPrefix("X_");
        for (Builder step : List.of(create, link, list, delete, update)) {
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.getBuildersList().add(step);
            jenkins.configRoundtrip(job);
            jenkins.assertEqualDataBoundBeans(step, job.getBuildersList().get(0));
        }
        assertNull(create.getSite());
    }
}
