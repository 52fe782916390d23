package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.Run;
import hudson.plugins.git.BranchSpec;
import hudson.plugins.git.GitSCM;
import hudson.plugins.git.UserRemoteConfig;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.run.GitRepository;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A Jenkins that is configured with docs/examples/jenkins.yaml runs all of docs/examples. */
@WithJenkins
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("docs/examples");

    private static JenkinsRule jenkins;

    private AhaSimulator aha;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void configure() throws Exception {
        aha = AhaJenkins.simulator();
        System.setProperty("AHA_URL", aha.url());
        System.setProperty("AHA_TOKEN", AhaJenkins.TOKEN);
        ConfigurationAsCode.get().configure(EXAMPLES.resolve("jenkins.yaml").toString());
    }

    @AfterEach
    void stop() throws Exception {
        AhaJenkins.clear(jenkins);
        System.clearProperty("AHA_URL");
        System.clearProperty("AHA_TOKEN");
        aha.close();
    }

    @Test
    void everyExampleIsAJobThatRuns() throws Exception {
        List<WorkflowJob> jobs = Jenkins.get().getAllItems(WorkflowJob.class);
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".Jenkinsfile"))
                            .map(name -> name.replace(".Jenkinsfile", ""))
                            .sorted()
                            .toList(),
                    jobs.stream().map(WorkflowJob::getName).sorted().toList());
        }
        assertFalse(jobs.isEmpty());
        assertAll(jobs.stream().map(job -> () -> {
            // Twice: an example must bear what it left behind.
            succeed(job);
            succeed(job);
        }));
    }

    @Test
    void shippingTidiesUpWhereThatIsWanted() throws Exception {
        List<StoredRecord> before = aha.state().snapshot();
        WorkflowJob job = pipeline("ship-release");
        String example = ((CpsFlowDefinition) job.getDefinition()).getScript();
        String trial = example.replace("'TIDY_UP', defaultValue: false", "'TIDY_UP', defaultValue: true");
        assertNotEquals(example, trial);
        job.setDefinition(new CpsFlowDefinition(trial, true));
        succeed(job);
        assertEquals(links(before), links(aha.state().snapshot()));
        assertFalse(
                aha.requests().stream().noneMatch(request -> request.method().equals("DELETE")));
    }

    @Test
    void theFreestyleTwinMakesTheSameRequestsAsThePipeline(@TempDir Path folder) throws Exception {
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        try {
            GitRepository repository = new GitRepository(Files.createDirectory(folder.resolve("pipeline")));
            List<String> pipeline = ship(repository, withSources(repository, pipeline("ship-change-log")));
            assertShipped();
            aha.close();
            configure();
            repository = new GitRepository(Files.createDirectory(folder.resolve("freestyle")));
            assertEquals(pipeline, ship(repository, withSources(repository, freestyle())));
            assertShipped();
        } finally {
            GitSCM.ALLOW_LOCAL_CHECKOUT = false;
        }
    }

    /** A first build, which finds no change, and one for a commit that names a feature of another release. */
    private <J extends Job<J, R> & ParameterizedJobMixIn.ParameterizedJob<J, R>, R extends Run<J, R> & Queue.Executable>
            List<String> ship(GitRepository repository, J job) throws Exception {
        aha.state().seed(RecordKind.FEATURE, "20", "PRJ1", "PRJ1-20", "Passports", null);
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Initrode", "waits_for", "PRJ1-20"));
        repository.commit("Begin");
        wireOf(job);
        assertEquals(List.of(), aha.state().links(RecordKind.FEATURE, "PRJ1-20", "customers"));
        repository.commit("PRJ1-20 reads passports; see PRJ1-999");
        return wireOf(job);
    }

    private void assertShipped() {
        assertEquals(List.of("Acme Corp", "Contoso", "Globex"), customersOf(RecordKind.RELEASE, "PRJ1-R-1"));
        assertEquals(List.of("Fabrikam", "Umbrella & Söhne"), customersOf(RecordKind.FEATURE, "PRJ1-3"));
        assertEquals(List.of("Initrode"), customersOf(RecordKind.FEATURE, "PRJ1-20"));
        assertEquals(List.of(), customersOf(RecordKind.FEATURE, "PRJ1-1"));
        assertEquals(
                List.of("production"),
                aha.state().records("PRJ1", "deployments").stream()
                        .filter(row -> "2.1.0".equals(row.text("version")))
                        .map(row -> row.text("environment"))
                        .toList());
    }

    private List<String> customersOf(RecordKind kind, String reference) {
        List<String> ids = aha.state().links(kind, reference, "customers");
        return aha.state().records("PRJ1", "customers").stream()
                .filter(customer -> ids.contains(customer.id()))
                .map(customer -> customer.text("name"))
                .toList();
    }

    private static WorkflowJob pipeline(String name) {
        return Jenkins.get().getItemByFullName(name, WorkflowJob.class);
    }

    private static FreeStyleProject freestyle() {
        return Jenkins.get().getItemByFullName("ship-change-log-freestyle", FreeStyleProject.class);
    }

    /** The example behind a checkout, as its first comment says. */
    private static WorkflowJob withSources(GitRepository repository, WorkflowJob job) throws Exception {
        String checkout = "node { git url: '" + repository.path() + "', branch: 'main' }\n";
        String example = ((CpsFlowDefinition) job.getDefinition()).getScript();
        job.setDefinition(new CpsFlowDefinition(checkout + example, true));
        return job;
    }

    private static FreeStyleProject withSources(GitRepository repository, FreeStyleProject job) throws Exception {
        job.setScm(new GitSCM(
                List.of(new UserRemoteConfig(repository.path(), null, null, null)),
                List.of(new BranchSpec("main")),
                null,
                null,
                List.of()));
        return job;
    }

    /** What a job sends, in an order of our own, since targets are worked on side by side. */
    private <J extends Job<J, R> & ParameterizedJobMixIn.ParameterizedJob<J, R>, R extends Run<J, R> & Queue.Executable>
            List<String> wireOf(J job) throws Exception {
        R build = job.scheduleBuild2(0).get();
        assertEquals(Result.SUCCESS, build.getResult(), JenkinsRule.getLog(build));
        return aha.requests().stream()
                .map(seen -> seen.method() + " " + seen.rawPath() + "?" + seen.rawQuery() + " " + seen.body())
                .sorted()
                .toList();
    }

    private static List<String> links(List<StoredRecord> records) {
        return records.stream()
                .map(record -> record.id() + record.links())
                .sorted()
                .toList();
    }

    private static void succeed(WorkflowJob job) throws Exception {
        WorkflowRun build = job.scheduleBuild2(0).get();
        String log = JenkinsRule.getLog(build);
        assertEquals(Result.SUCCESS, build.getResult(), job.getName() + ": " + log);
    }
}
