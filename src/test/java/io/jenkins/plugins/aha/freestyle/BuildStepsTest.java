package io.jenkins.plugins.aha.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.EnvVars;
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
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.config.AhaFolderProperty;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import org.junit.jupiter.api.Test;

/** The build steps in real freestyle and matrix jobs against the simulator. */
class BuildStepsTest extends TestsInJenkins {
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

    /** What was sent, but for the port; in an order of our own, since targets are worked on side by side. */
    private List<String> wire() {
        return aha.requests().stream()
                .map((SeenRequest seen) -> seen.method() + " " + seen.rawPath() + "?" + seen.rawQuery() + " "
                        + headers(seen) + seen.body())
                .sorted()
                .toList();
    }

    private static Map<String, List<String>> headers(SeenRequest seen) {
        Map<String, List<String>> headers = new TreeMap<>(seen.headers());
        headers.remove("host");
        return headers;
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
        assertEquals("\uFEFFid,name,tier,createdAt,updatedAt", lines[0]);
        assertEquals(
                String.valueOf(lines.length - 1),
                build.getEnvironment(jenkins.createTaskListener()).get("AHA_RECORD_COUNT"));
    }

    @Test
    void freestyleMatrixAndPipelineMakeTheSameRequests() throws Exception {
        startAnew();
        CreateRecordBuilder create = create("Same Corp");
        create.setUniqueBy("name");
        create.setResultPrefix("MADE_");
        ListRecordsBuilder list = new ListRecordsBuilder("PRJ1", "customers", "");
        list.setWhere(List.of(new FieldRow("name", "Same Corp")));
        list.setUpdatedSince("2026-01-31");
        GetRecordBuilder get = new GetRecordBuilder("");
        get.setProduct("PRJ1");
        get.setTable("customers");
        get.setWhere(List.of(new FieldRow("name", "Same Corp")));
        get.setResultPrefix("FOUND_");
        List<Builder> steps = List.of(
                create,
                get,
                new LinkRecordsBuilder("PRJ1-R-1 PRJ1-1", "customers", "$MADE_RECORD_ID"),
                new UpdateRecordBuilder("$MADE_RECORD_ID", List.of(new FieldRow("tier", "gold"))),
                list,
                new DeleteRecordsBuilder("$FOUND_RECORD_IDS"));
        run(Result.SUCCESS, steps.toArray(Builder[]::new));
        List<String> freestyle = wire();
        assertEquals(10, freestyle.size(), freestyle::toString);

        startAnew();
        MatrixProject matrix = jenkins.createProject(MatrixProject.class);
        matrix.setAxes(new AxisList(new Axis("ONLY", "one")));
        matrix.getBuildersList().addAll(steps);
        jenkins.buildAndAssertSuccess(matrix);
        assertEquals(freestyle, wire());

        startAnew();
        jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, """
                def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Same Corp'], uniqueBy: 'name'
                def found = ahaGetRecord product: 'PRJ1', table: 'customers', where: [name: 'Same Corp']
                ahaLinkRecords target: ['PRJ1-R-1', 'PRJ1-1'], field: 'customers', records: made
                ahaUpdateRecord id: made, fields: [tier: 'gold']
                ahaListRecords product: 'PRJ1', table: 'customers', where: [name: 'Same Corp'], updatedSince: '2026-01-31'
                ahaDeleteRecord id: found
                """));
        assertEquals(freestyle, wire());
    }

    /** The same account, as it was before any build. */
    private void startAnew() throws Exception {
        aha.close();
        aha = AhaJenkins.simulator();
        AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", aha.url())));
    }

    @Test
    void aJobOfAFolderUsesTheFoldersSiteAndCredential() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "team");
        CredentialsProvider.lookupStores(folder)
                .iterator()
                .next()
                .addCredentials(Domain.global(), AhaJenkins.credential("of-team"));
        AhaSite other = AhaJenkins.site("other", aha.url());
        other.setCredentialsId(null);
        AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", "https://acme.aha.io"), other));
        AhaFolderProperty choice = new AhaFolderProperty();
        choice.setSite("other");
        choice.setCredentialsId("of-team");
        folder.addProperty(choice);
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "job");
        job.getBuildersList().add(create("Folder Corp"));
        jenkins.buildAndAssertSuccess(job);
        assertEquals(1, aha.requests().size());
    }

    @Test
    void jobDslWritesEveryStep() throws Exception {
        ExecuteDslScripts seed = new ExecuteDslScripts();
        seed.setUseScriptText(true);
        seed.setScriptText("""
                freeStyleJob('written') {
                    steps {
                        ahaCreateRecordBuilder {
                            product('PRJ1')
                            table('customers')
                            fields {
                                ahaField {
                                    name('name')
                                    value('Acme Corp')
                                }
                            }
                            uniqueBy('name')
                            ifExists('keep')
                        }
                        ahaUpdateRecordBuilder {
                            id('7')
                            fields {
                                ahaField {
                                    name('tier')
                                    value('gold')
                                }
                            }
                            onError('unstable')
                        }
                        ahaListRecordsBuilder {
                            product('PRJ1')
                            table('customers')
                            saveTo('a.csv')
                            limit('3')
                            fields('name, tier')
                            updatedSince('2026-01-31')
                            where {
                                ahaField {
                                    name('tier')
                                    value('gold')
                                }
                            }
                            site('acme')
                            credentialsId('aha-token')
                            resultPrefix('GOLD_')
                        }
                        ahaGetRecordBuilder {
                            id('')
                            product('PRJ1')
                            table('customers')
                            where {
                                ahaField {
                                    name('name')
                                    value('Acme Corp')
                                }
                            }
                        }
                        ahaDeleteRecordsBuilder {
                            id('7')
                            ifMissing('ignore')
                        }
                        ahaLinkRecordsBuilder {
                            target('')
                            field('customers')
                            records('7')
                            changeLog {
                                products('PRJ1, APP')
                                since('lastSuccess')
                            }
                        }
                        ahaLinkRecordsBuilder {
                            target('7')
                            field('customers')
                            records('8')
                            kind('release')
                            mode('replace')
                            withFeatures(true)
                            ifMissing('ignore')
                            verify(false)
                            dryRun(true)
                        }
                    }
                }
                """);
        FreeStyleProject seedJob = jenkins.createFreeStyleProject();
        seedJob.getBuildersList().add(seed);
        jenkins.buildAndAssertSuccess(seedJob);
        CreateRecordBuilder create =
                new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "Acme Corp")));
        create.setUniqueBy("name");
        create.setIfExists("keep");
        UpdateRecordBuilder update = new UpdateRecordBuilder("7", List.of(new FieldRow("tier", "gold")));
        update.setOnError("unstable");
        ListRecordsBuilder list = new ListRecordsBuilder("PRJ1", "customers", "a.csv");
        list.setLimit("3");
        list.setFields("name, tier");
        list.setUpdatedSince("2026-01-31");
        list.setWhere(List.of(new FieldRow("tier", "gold")));
        list.setSite("acme");
        list.setCredentialsId("aha-token");
        list.setResultPrefix("GOLD_");
        GetRecordBuilder get = new GetRecordBuilder("");
        get.setProduct("PRJ1");
        get.setTable("customers");
        get.setWhere(List.of(new FieldRow("name", "Acme Corp")));
        DeleteRecordsBuilder delete = new DeleteRecordsBuilder("7");
        delete.setIfMissing("ignore");
        LinkRecordsBuilder link = new LinkRecordsBuilder("7", "customers", "8");
        link.setKind("release");
        link.setMode("replace");
        link.setWithFeatures(true);
        link.setIfMissing("ignore");
        link.setVerify(false);
        link.setDryRun(true);
        List<Builder> wanted = List.of(create, update, list, get, delete, linkFromChangeLog(), link);
        List<Builder> written = jenkins.jenkins
                .getItemByFullName("written", FreeStyleProject.class)
                .getBuildersList();
        assertEquals(wanted.size(), written.size());
        for (int step = 0; step < wanted.size(); step++) {
            jenkins.assertEqualDataBoundBeans(wanted.get(step), written.get(step));
        }
    }

    private static LinkRecordsBuilder linkFromChangeLog() {
        ChangeLogTargets fromChangeLog = new ChangeLogTargets();
        fromChangeLog.setProducts("PRJ1, APP");
        fromChangeLog.setSince("lastSuccess");
        LinkRecordsBuilder link = new LinkRecordsBuilder("", "customers", "7");
        link.setChangeLog(fromChangeLog);
        return link;
    }

    @Test
    void tokensAreExpandedWhereTheTokenMacroPluginIsInstalled() throws Exception {
        run(Result.SUCCESS, create("${CUSTOMER} of ${ENV, var=\"JOB_NAME\"} $UNKNOWN"));
        String body = aha.requests().get(0).body();
        assertEquals(true, body.matches(".*\"Parameter Corp of test[0-9]+ \\$UNKNOWN\".*"), body);
    }

    @Test
    void whatAParameterBringsInIsNoToken() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.addProperty(new ParametersDefinitionProperty(
                new StringParameterDefinition("CUSTOMER", "${ENV, var=\"HOME\"} ${FILE, path=\"secret\"}")));
        job.getBuildersList().add(create("$CUSTOMER"));
        jenkins.buildAndAssertSuccess(job);
        String body = aha.requests().get(0).body();
        assertEquals(true, body.contains("${ENV, var=\\\"HOME\\\"} ${FILE,"), body);
    }

    @Test
    void nothingToLinkIsNoErrorAndNeverUnlinks() throws Exception {
        LinkRecordsBuilder link = linkFromChangeLog();
        LinkRecordsBuilder none = new LinkRecordsBuilder("PRJ1-R-1", "customers", "$AHA_RECORD_IDS");
        link.setWithFeatures(true);
        ListRecordsBuilder nothing = new ListRecordsBuilder("PRJ1", "customers", "");
        nothing.setWhere(List.of(new FieldRow("name", "Nobody")));
        List<String> before = aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers");
        FreeStyleBuild build = run(Result.SUCCESS, nothing, none, link);
        jenkins.assertLogContains("nothing to link, the list of records is empty", build);
        none.setMode("replace");
        run(Result.FAILURE, nothing, none);
        assertEquals(before, aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
    }

    @Test
    void moreIdsThanAVariableHoldsAreTold() throws Exception {
        DemoWorld.fill(aha, 5_300);
        FreeStyleBuild build = run(Result.SUCCESS, new ListRecordsBuilder("PRJ1", "customers", ""));
        jenkins.assertLogContains("AHA_RECORD_IDS stays empty, since 5300 IDs are too many", build);
        EnvVars environment = build.getEnvironment(jenkins.createTaskListener());
        assertEquals("5300", environment.get("AHA_RECORD_COUNT"));
        assertEquals("", environment.get("AHA_RECORD_IDS"));
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
}
