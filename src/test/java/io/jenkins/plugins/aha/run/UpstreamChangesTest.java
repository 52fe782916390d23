package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Result;
import hudson.model.Run;
import hudson.plugins.git.GitSCM;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.freestyle.ChangeLogTargets;
import io.jenkins.plugins.aha.freestyle.FindReferencesBuilder;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.CaptureEnvironmentBuilder;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;

/** What the change logs of the builds mention that started a deployment. */
class UpstreamChangesTest extends TestsInJenkins {
    @TempDir
    private Path folder;

    private GitRepository repository;
    private WorkflowJob app;
    private WorkflowJob deploy;

    @BeforeEach
    void start() throws Exception {
        GitSCM.ALLOW_LOCAL_CHECKOUT = true;
        repository = new GitRepository(Files.createDirectory(folder.resolve("shop")));
        repository.commit("Begin");
        app = AhaJenkins.pipeline(jenkins, "node { git url: '" + repository.path() + "', branch: 'main' }");
        app.renameTo("app");
        deploy = AhaJenkins.pipeline(jenkins, """
                echo 'found: ' + ahaReferences(products: 'PRJ1', since: 'upstream').join(' ') + '.'
                """);
        deploy.renameTo("deploy");
        jenkins.buildAndAssertSuccess(app);
    }

    @AfterEach
    void stop() throws Exception {
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        GitSCM.ALLOW_LOCAL_CHECKOUT = false;
    }

    private WorkflowRun build(String message) throws Exception {
        repository.commit(message);
        return jenkins.buildAndAssertSuccess(app);
    }

    private WorkflowRun deploy(Result expected, Run<?, ?>... causes) throws Exception {
        Cause[] all = new Cause[causes.length];
        for (int i = 0; i < causes.length; i++) {
            all[i] = new Cause.UpstreamCause(causes[i]);
        }
        return jenkins.assertBuildStatus(expected, deploy.scheduleBuild2(0, new CauseAction(all)));
    }

    @Test
    void backToWhatTheLastSuccessfulDeploymentKnew() throws Exception {
        jenkins.assertLogContains("found: PRJ1-1.", deploy(Result.SUCCESS, build("PRJ1-1 is done")));
        build("PRJ1-2 was not deployed");
        WorkflowRun third = build("PRJ1-3 is done");
        deploy.setDefinition(AhaJenkins.script("error 'broken'"));
        deploy(Result.FAILURE, third);
        deploy.setDefinition(AhaJenkins.script("echo 'found: ' + ahaReferences(since: 'upstream').join(' ') + '.'"));
        WorkflowRun fourth = deploy(Result.SUCCESS, build("PRJ1-4 is done"));
        jenkins.assertLogContains("found: PRJ1-2 PRJ1-3 PRJ1-4.", fourth);
        WorkflowRun byHand = jenkins.buildAndAssertSuccess(deploy);
        jenkins.assertLogContains("no build started this one", byHand);
        jenkins.assertLogContains("found: .", byHand);
        build("PRJ1-5 was not deployed");
        WorkflowRun afterwards = deploy(Result.SUCCESS, build("PRJ1-6 is done"));
        jenkins.assertLogContains("found: PRJ1-5 PRJ1-6.", afterwards);
    }

    @Test
    void buildsThatStartedTheBuildThatStartedIt() throws Exception {
        FreeStyleProject middle = jenkins.createFreeStyleProject("middle");
        WorkflowRun first = build("PRJ1-1 is done");
        Run<?, ?> between =
                jenkins.assertBuildStatusSuccess(middle.scheduleBuild2(0, new Cause.UpstreamCause((Run<?, ?>) first)));
        jenkins.assertLogContains("found: PRJ1-1.", deploy(Result.SUCCESS, between));
    }

    @Test
    void aBuildThatIsGoneIsNamed() throws Exception {
        WorkflowRun first = build("PRJ1-1 is done");
        WorkflowRun second = build("PRJ1-2 is done");
        CauseAction causes = new CauseAction(
                new Cause.UpstreamCause((Run<?, ?>) first), new Cause.UpstreamCause((Run<?, ?>) second));
        first.delete();
        WorkflowRun deployed = jenkins.assertBuildStatusSuccess(deploy.scheduleBuild2(0, causes));
        jenkins.assertLogContains("found: PRJ1-2.", deployed);
        jenkins.assertLogContains("Left out the upstream builds app #2: they are gone", deployed);
    }

    @Test
    void buildsThatTheBuildsUserMayNotSeeAreLeftOut() throws Exception {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin")
                .grant(Jenkins.READ)
                .everywhere()
                .to("deployer")
                .grant(Item.READ, Item.BUILD)
                .onItems(deploy)
                .to("deployer"));
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate(
                                "deploy",
                                hudson.model.User.getById("deployer", true).impersonate2()));
        WorkflowRun deployed = deploy(Result.SUCCESS, build("PRJ1-1 is done"));
        jenkins.assertLogContains("Left out the upstream builds app #2", deployed);
        jenkins.assertLogContains("found: .", deployed);
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        jenkins.assertLogContains("found: PRJ1-3.", deploy(Result.SUCCESS, build("PRJ1-3 is done")));
    }

    @Test
    void theBuildStepFindsTheSame() throws Exception {
        LinkRecordsBuilder link = new LinkRecordsBuilder(
                "", "customers", aha.state().records("PRJ1", "customers").get(1).id());
        ChangeLogTargets targets = new ChangeLogTargets();
        targets.setSince("upstream");
        link.setChangeLog(targets);
        FindReferencesBuilder find = new FindReferencesBuilder();
        find.setSince("upstream");
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(link);
        job.getBuildersList().add(find);
        CaptureEnvironmentBuilder variables = new CaptureEnvironmentBuilder();
        job.getBuildersList().add(variables);
        WorkflowRun first = build("PRJ1-1 is done");
        jenkins.assertBuildStatusSuccess(job.scheduleBuild2(0, new Cause.UpstreamCause((Run<?, ?>) first)));
        assertEquals(
                List.of(aha.state().records("PRJ1", "customers").get(1).id()),
                aha.state().links(RecordKind.FEATURE, "PRJ1-1", "customers"));
        assertEquals("PRJ1-1", variables.getEnvVars().get("AHA_REFERENCES"));
    }
}
