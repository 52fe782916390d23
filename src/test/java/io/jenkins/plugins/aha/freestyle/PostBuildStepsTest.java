package io.jenkins.plugins.aha.freestyle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hudson.Functions;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import hudson.tasks.BatchFile;
import hudson.tasks.Shell;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.run.GitRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.FailureBuilder;
import org.jvnet.hudson.test.UnstableBuilder;

/** Steps after the build, and the build steps that find references and read a record. */
class PostBuildStepsTest extends TestsInJenkins {
    @TempDir
    private Path folder;

    private FreeStyleProject job(String when, AhaBuilder... steps) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        PostBuildSteps after = new PostBuildSteps(List.of(steps));
        after.setWhen(when);
        job.getPublishersList().add(after);
        return job;
    }

    private static CreateRecordBuilder create(String name) {
        return new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", name)));
    }

    private List<String> made() {
        return aha.state().records("PRJ1", "customers").stream()
                .skip(12)
                .map(record -> record.text("name"))
                .toList();
    }

    @Test
    void stepsRunAfterTheResultsThatTheyAreFor() throws Exception {
        Map<String, String> runsAfter = Map.of(
                "always", "SUCCESS UNSTABLE FAILURE",
                "success", "SUCCESS",
                "failure", "FAILURE",
                "unstableOrWorse", "UNSTABLE FAILURE");
        for (String when : List.of("always", "success", "failure", "unstableOrWorse")) {
            int before = made().size();
            FreeStyleProject job = job(when, create("${AHA_BUILD_RESULT}"));
            jenkins.buildAndAssertStatus(Result.SUCCESS, job);
            job.getBuildersList().add(new UnstableBuilder());
            jenkins.buildAndAssertStatus(Result.UNSTABLE, job);
            job.getBuildersList().add(new FailureBuilder());
            jenkins.buildAndAssertStatus(Result.FAILURE, job);
            assertEquals(runsAfter.get(when), String.join(" ", made().subList(before, made().size())), when);
        }
    }

    @Test
    void aLaterStepWorksWithWhatAnEarlierOneMade() throws Exception {
        UpdateRecordBuilder update = new UpdateRecordBuilder("$AHA_RECORD_ID", List.of(new FieldRow("tier", "gold")));
        jenkins.buildAndAssertSuccess(job("always", create("After Corp"), update));
        assertEquals("gold", aha.state().records("PRJ1", "customers").get(12).text("tier"));
        FreeStyleBuild failed = jenkins.buildAndAssertStatus(
                Result.FAILURE, job("always", new DeleteRecordsBuilder("999"), create("Never")));
        jenkins.assertLogContains("404", failed);
        assertEquals(List.of("After Corp"), made());
        DeleteRecordsBuilder tolerant = new DeleteRecordsBuilder("999");
        tolerant.setOnError("unstable");
        jenkins.buildAndAssertStatus(Result.UNSTABLE, job("always", tolerant, create("Then")));
        assertEquals(List.of("After Corp", "Then"), made());
        assertThrows(IllegalArgumentException.class, () -> new PostBuildSteps(List.of()).setWhen("sometimes"));
    }

    @Test
    void theFormKeepsWhatIsEntered() throws Exception {
        FreeStyleProject job = job("failure", create("After ${AHA_BUILD_RESULT}"), new GetRecordBuilder("5"));
        FindReferencesBuilder find = new FindReferencesBuilder();
        find.setProducts("PRJ1, APP");
        find.setSince("upstream");
        find.setResultPrefix("SHIPPED_");
        job.getBuildersList().add(find);
        CreateRecordBuilder load = new CreateRecordBuilder("PRJ1", "customers", List.of());
        load.setLoadFrom("a.csv");
        load.setEmptyClears(true);
        load.setLinks(List.of(new FieldRow("parent", "1, 2")));
        job.getBuildersList().add(load);
        jenkins.configRoundtrip(job);
        jenkins.assertEqualDataBoundBeans(find, job.getBuildersList().get(0));
        jenkins.assertEqualDataBoundBeans(load, job.getBuildersList().get(1));
        PostBuildSteps after = job.getPublishersList().get(PostBuildSteps.class);
        assertEquals("failure", after.getWhen());
        assertEquals("5", ((GetRecordBuilder) after.getSteps().get(1)).getId());
        FieldRow row =
                ((CreateRecordBuilder) after.getSteps().get(0)).getFields().get(0);
        assertEquals("name After ${AHA_BUILD_RESULT}", row.getName() + " " + row.getValue());
    }

    @Test
    void jobDslKnowsThem() throws Exception {
        ExecuteDslScripts seed = new ExecuteDslScripts();
        seed.setUseScriptText(true);
        seed.setScriptText(
                """
                        freeStyleJob('dsl') {
                            steps {
                                ahaFindReferencesBuilder {
                                    since('upstream')
                                }
                                ahaGetRecordBuilder {
                                    id('%s')
                                    resultPrefix('OLD_')
                                }
                            }
                            publishers {
                                ahaPostBuild {
                                    when('unstableOrWorse')
                                    steps {
                                        ahaCreateRecordBuilder {
                                            product('PRJ1')
                                            table('customers')
                                            fields {
                                                ahaField {
                                                    name('name')
                                                    value('$AHA_BUILD_RESULT of $OLD_FIELD_NAME')
                                                }
                                            }
                                        }
                                    }
                                }
                            }
                        }
                        """.formatted(aha.state().records("PRJ1", "customers").get(0).id()));
        FreeStyleProject seeding = jenkins.createFreeStyleProject();
        seeding.getBuildersList().add(seed);
        jenkins.buildAndAssertSuccess(seeding);
        FreeStyleProject job = jenkins.jenkins.getItemByFullName("dsl", FreeStyleProject.class);
        job.getBuildersList().add(new FailureBuilder());
        jenkins.buildAndAssertStatus(Result.FAILURE, job);
        assertEquals(List.of("FAILURE of Acme Corp"), made());
    }

    @Test
    void referencesAndFieldsGoIntoVariables() throws Exception {
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        try {
            GitRepository repository = new GitRepository(Files.createDirectory(folder.resolve("shop")));
            repository.commit("Begin");
            String id = aha.state()
                    .seedRecord(
                            "PRJ1",
                            "customers",
                            Map.of("name", "$HOME and ${BUILD_ID}", "region", "5 $, or so", "tier", "gold"));
            FreeStyleProject job = jenkins.createFreeStyleProject();
            job.setScm(new GitSCM(
                    List.of(new UserRemoteConfig(repository.path(), null, null, null)),
                    List.of(new BranchSpec("main")),
                    null,
                    null,
                    List.of()));
            job.getBuildersList().add(new FindReferencesBuilder());
            job.getBuildersList().add(new GetRecordBuilder(id));
            String names =
                    "AHA_REFERENCE AHA_REFERENCES AHA_REFERENCE_COUNT AHA_RECORD_ID AHA_FIELD_NAME AHA_FIELD_REGION";
            StringBuilder script = new StringBuilder();
            for (String name : names.split(" ")) {
                script.append("echo \"")
                        .append(name)
                        .append(" is <$")
                        .append(name)
                        .append(">\"\n");
            }
            job.getBuildersList().add(Functions.isWindows() ? new BatchFile("exit 0") : new Shell(script.toString()));
            jenkins.buildAndAssertSuccess(job);
            repository.commit("PRJ1-2 and PRJ1-R-1");
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
            if (!Functions.isWindows()) {
                jenkins.assertLogContains("AHA_REFERENCE is <PRJ1-2>", build);
                jenkins.assertLogContains("AHA_REFERENCES is <PRJ1-2,PRJ1-R-1>", build);
                jenkins.assertLogContains("AHA_REFERENCE_COUNT is <2>", build);
                jenkins.assertLogContains("AHA_RECORD_ID is <" + id + ">", build);
                jenkins.assertLogContains("AHA_FIELD_NAME is <>", build);
                jenkins.assertLogContains("AHA_FIELD_REGION is <5 $, or so>", build);
            }
        } finally {
            GitSCM.ALLOW_LOCAL_CHECKOUT = false;
        }
    }
}
