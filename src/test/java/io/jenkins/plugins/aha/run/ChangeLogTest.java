package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.EnvVars;
import hudson.model.EnvironmentContributingAction;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.InvisibleAction;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.StringParameterValue;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.freestyle.ChangeLogTargets;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.plugins.git.GitSCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.libs.GlobalLibraries;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.SCMSourceRetriever;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;

/** What the history of a real git repository mentions. */
class ChangeLogTest extends TestsInJenkins {
    @TempDir
    private Path folder;

    private GitRepository repository;

    @BeforeEach
    void start() throws Exception {
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        repository = new GitRepository(Files.createDirectory(folder.resolve("shop")));
        repository.commit("Begin, before any build: PRJ1-99");
    }

    @AfterEach
    void stop() throws Exception {
        GlobalLibraries.get().setLibraries(List.of());
        GitSCM.ALLOW_LOCAL_CHECKOUT = false;
    }

    private WorkflowJob job(String before, String after) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                %s
                node {
                    git url: '%s', branch: 'main'
                }
                %s
                """.formatted(before, repository.path(), after));
        jenkins.buildAndAssertSuccess(job);
        return job;
    }

    @Test
    void mergesRevertsTwoProductsAndFalseFriends() throws Exception {
        WorkflowJob job = job("", """
                echo 'both: ' + ahaReferences(products: ['PRJ1', 'APP']).join(' ')
                echo 'one: ' + ahaReferences(products: 'app').join(' ')
                """);
        repository.git("checkout", "-q", "-b", "feature/prj1-20-login");
        repository.commit("login", "PRJ1-21 New login\n\nWith app-7 and PRJ1-22-1, see also prj1-r-3.");
        repository.git("checkout", "-q", "main");
        repository.commit("other", "Encode as UTF-8, hash with SHA-256, see CVE-2024-1234, ISO-8859-1 and PRJ10-5");
        repository.git("merge", "-q", "--no-ff", "-m", "Merge branch 'feature/prj1-20-login'", "feature/prj1-20-login");
        repository.commit("mail", "XPRJ1-9 PRJ1-012 PRJ1-0 PRJ1-13a; really PRJ1-I-7, PRJ1-21 again");
        repository.commit("late", "APP-R-2 is near");
        repository.git("revert", "--no-edit", "HEAD");
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("both: PRJ1-21 APP-7 PRJ1-22-1 PRJ1-R-3 PRJ1-I-7 APP-R-2\n", build);
        jenkins.assertLogContains("one: APP-7 APP-R-2\n", build);
    }

    @Test
    void whatFailedAndAbortedBuildsWouldHaveShippedCountsUntilOneSucceeds() throws Exception {
        WorkflowJob job = job("", """
                echo 'build: ' + ahaReferences(products: 'PRJ1').join(' ')
                echo 'since: ' + ahaReferences(products: 'PRJ1', since: 'lastSuccess').join(' ')
                if (params.RESULT) { currentBuild.result = params.RESULT }
                """);
        repository.commit("PRJ1-1 shipped");
        jenkins.buildAndAssertSuccess(job);
        repository.commit("PRJ1-2 broken");
        endAs(Result.FAILURE, job);
        repository.commit("PRJ1-3 taken too long");
        endAs(Result.ABORTED, job);
        repository.commit("PRJ1-4 left out");
        endAs(Result.NOT_BUILT, job);
        repository.commit("PRJ1-5 mended");
        WorkflowRun build = endAs(Result.UNSTABLE, job);
        jenkins.assertLogContains("build: PRJ1-5\n", build);
        jenkins.assertLogContains("since: PRJ1-2 PRJ1-3 PRJ1-4 PRJ1-5\n", build);
        // An unstable build has shipped what it built.
        repository.commit("PRJ1-6 next");
        jenkins.assertLogContains("since: PRJ1-6\n", jenkins.buildAndAssertSuccess(job));
    }

    /** What a multibranch job tells a build of its branch or change request. */
    private static final class Variables extends InvisibleAction implements EnvironmentContributingAction {
        private final TreeMap<String, String> variables;

        Variables(Map<String, String> variables) {
            this.variables = new TreeMap<>(variables);
        }

        @Override
        public void buildEnvironment(Run<?, ?> run, EnvVars environment) {
            environment.putAll(variables);
        }
    }

    @Test
    void aChangeRequestIsKnownByItsBranchAndTitleAndNotByItsNumber() throws Exception {
        Map<String, String> github = Map.of(
                "BRANCH_NAME", "PR-7",
                "GIT_BRANCH", "PR-7",
                "CHANGE_ID", "7",
                "CHANGE_BRANCH", "feature/prj1-20-login",
                "CHANGE_TITLE", "PRJ1-21: log in, as PRJ1-20 asks for");
        assertFound("'PRJ1', 'PR'", "PRJ1-20 PRJ1-21", github);
        assertFound(
                "'PRJ1', 'MR'",
                "PRJ1-22",
                Map.of("BRANCH_NAME", "MR-8", "CHANGE_ID", "8", "CHANGE_TITLE", "Without its branch: PRJ1-22"));
    }

    @Test
    void aChangeRequestFromAForkIsWarnedOf() throws Exception {
        Map<String, String> fork = Map.of(
                "BRANCH_NAME", "PR-9",
                "CHANGE_ID", "9",
                "CHANGE_FORK", "octocat",
                "CHANGE_BRANCH", "prj1-20-login",
                "CHANGE_TITLE", "PRJ1-21");
        String warning = "Warning: This change request comes from a fork";
        WorkflowJob any = AhaJenkins.pipeline(jenkins, "ahaReferences()");
        jenkins.assertLogContains(
                warning, jenkins.assertBuildStatusSuccess(any.scheduleBuild2(0, new Variables(fork))));
        WorkflowJob restricted = AhaJenkins.pipeline(jenkins, "ahaReferences products: 'PRJ1'");
        jenkins.assertLogNotContains(
                warning, jenkins.assertBuildStatusSuccess(restricted.scheduleBuild2(0, new Variables(fork))));
        Map<String, String> own = new TreeMap<>(fork);
        own.remove("CHANGE_FORK");
        jenkins.assertLogNotContains(
                warning, jenkins.assertBuildStatusSuccess(any.scheduleBuild2(0, new Variables(own))));
        FreeStyleProject job = jenkins.createFreeStyleProject();
        LinkRecordsBuilder link = new LinkRecordsBuilder(
                null,
                "customers",
                aha.state().records("PRJ1", "customers").get(0).id());
        link.setChangeLog(new ChangeLogTargets());
        link.setIfMissing("ignore");
        job.getBuildersList().add(link);
        FreeStyleBuild build = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new Variables(fork)));
        jenkins.assertLogContains(warning, build);
    }

    @Test
    void aBranchIsKnownByItsName() throws Exception {
        assertFound("'PRJ1', 'PR'", "PRJ1-30", Map.of("BRANCH_NAME", "hotfix-prj1-30"));
        assertFound("'PRJ1', 'PR'", "PRJ1-31", Map.of("GIT_BRANCH", "origin/PRJ1-31_x"));
        assertFound("'PRJ1', 'PR'", "", Map.of("BRANCH_NAME", "main"));
    }

    @Test
    void theStepsOwnEnvironmentCounts() throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                withEnv(['BRANCH_NAME=feature/PRJ1-40-x']) { echo "name: ${ahaReferences(products: 'PRJ1')}" }
                withEnv(['GIT_BRANCH=origin/feature%2FPRJ1-41']) { echo "git: ${ahaReferences(products: 'PRJ1')}" }
                echo "none: ${ahaReferences(products: 'PRJ1')}"
                """);
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("name: [PRJ1-40]", build);
        jenkins.assertLogContains("git: [PRJ1-41]", build);
        jenkins.assertLogContains("none: []", build);
        Variables request = new Variables(Map.of("CHANGE_ID", "7", "BRANCH_NAME", "PR-7", "CHANGE_TITLE", "Log in"));
        WorkflowRun ofRequest = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, request));
        jenkins.assertLogContains("name: [PRJ1-40]", ofRequest);
        jenkins.assertLogContains("none: []", ofRequest);
    }

    @Test
    void aFirstBuildSaysThatThereIsNoneToCompareWith() throws Exception {
        WorkflowJob job = job("", "ahaReferences products: 'PRJ1'");
        String none = "Aha!: there is no earlier build to compare with";
        jenkins.assertLogContains(none, job.getBuildByNumber(1));
        jenkins.assertLogNotContains(none, jenkins.buildAndAssertSuccess(job));
    }

    private void assertFound(String products, String references, Map<String, String> variables) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(
                jenkins, "echo 'found: ' + ahaReferences(products: [" + products + "]).join(' ') + '.'");
        WorkflowRun build = jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new Variables(variables)));
        jenkins.assertLogContains("found: " + references + ".\n", build);
    }

    @Test
    void whoNeverSucceedsIsReadBackToALimit() throws Exception {
        WorkflowJob job = job("", "if (params.RESULT) { currentBuild.result = params.RESULT }");
        for (int number = 1; number <= 4; number++) {
            repository.commit("PRJ1-" + number);
            endAs(Result.FAILURE, job);
        }
        List<String> logged = new ArrayList<>();
        assertEquals(
                4,
                new BuildChangeLog(job.getLastBuild(), null, logged::add, 3)
                        .texts(true)
                        .size());
        assertEquals(List.of(), logged);
        List<String> texts = new BuildChangeLog(job.getLastBuild(), null, logged::add, 2).texts(true);
        assertEquals(
                List.of("PRJ1-2", "PRJ1-3", "PRJ1-4"),
                texts.stream().map(String::strip).toList());
        assertEquals(1, logged.size());
        assertTrue(
                logged.get(0).contains("among the 2 builds before this one: the change log is read back to #3"),
                logged.get(0));
        assertEquals(
                1,
                new BuildChangeLog(job.getLastBuild(), null, logged::add, 2)
                        .texts(false)
                        .size());
        assertEquals(1, logged.size());
    }

    private WorkflowRun endAs(Result result, WorkflowJob job) throws Exception {
        return jenkins.assertBuildStatus(
                result,
                job.scheduleBuild2(
                        0,
                        new ParametersAction(
                                List.of(new StringParameterValue("RESULT", result.toString())), List.of("RESULT"))));
    }

    @Test
    void changesOfLibrariesCountUnlessTheLibraryLeavesThemOut() throws Exception {
        GitRepository library = new GitRepository(Files.createDirectory(folder.resolve("library")));
        library.write("vars/greet.groovy", "def call() { echo 'hello' }", "Begin");
        LibraryConfiguration shared =
                new LibraryConfiguration("shared", new SCMSourceRetriever(new GitSCMSource(library.path())));
        shared.setDefaultVersion("main");
        GlobalLibraries.get().setLibraries(List.of(shared));
        WorkflowJob job = job("@Library('shared') _", """
                greet()
                echo 'found: ' + ahaReferences(products: ['PRJ1', 'LIB']).sort().join(' ')
                """);
        library.write("vars/greet.groovy", "def call() { echo 'good day' }", "LIB-5 Politer");
        repository.commit("PRJ1-1 and PRJ1-2");
        jenkins.assertLogContains("found: LIB-5 PRJ1-1 PRJ1-2\n", jenkins.buildAndAssertSuccess(job));
        shared.setIncludeInChangesets(false);
        library.write("vars/greet.groovy", "def call() { echo 'good evening' }", "LIB-6 Later");
        repository.commit("PRJ1-3");
        WorkflowRun build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("good evening", build);
        jenkins.assertLogContains("found: PRJ1-3\n", build);
    }

    @Test
    void aFreestyleJobLinksWhatTheChangeLogNames() throws Exception {
        String customer = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Waiting Corp"));
        ChangeLogTargets fromChangeLog = new ChangeLogTargets();
        fromChangeLog.setProducts("PRJ1");
        fromChangeLog.setSince("lastSuccess");
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1", "customers", customer);
        link.setChangeLog(fromChangeLog);
        link.setIfMissing("ignore");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.setScm(new GitSCM(
                List.of(new UserRemoteConfig(repository.path(), null, null, null)),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of()));
        job.getBuildersList().add(link);
        jenkins.buildAndAssertSuccess(job);
        repository.commit("PRJ1-2 and PRJ1-404");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertEquals(2, JenkinsRule.getLog(build).split("PRJ1-404 was not found; skipped", -1).length, "said once");
        assertEquals(List.of(customer), aha.state().links(RecordKind.FEATURE, "PRJ1-2", "customers"));
        assertEquals(
                1,
                aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers").stream()
                        .filter(customer::equals)
                        .count());
    }
}
