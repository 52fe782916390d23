package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.User;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.FutureTask;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.springframework.security.core.Authentication;

/** Operations run as the build's user, in threads that inherit nothing. */
@WithJenkins
class BuildThreadsTest {
    private static JenkinsRule jenkins;

    private final Witness witness = new Witness();

    /** Notes as which user credentials are asked for. */
    private static final class Witness extends CredentialsProvider {
        private final List<String> users = Collections.synchronizedList(new ArrayList<>());

        @Override
        public <C extends Credentials> List<C> getCredentialsInItem(
                Class<C> type, Item item, Authentication user, List<DomainRequirement> requirements) {
            users.add(Jenkins.getAuthentication2().getName());
            return List.of();
        }

        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup group, Authentication user, List<DomainRequirement> requirements) {
            users.add(Jenkins.getAuthentication2().getName());
            return List.of();
        }
    }

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void start() {
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
    }

    @AfterEach
    void clear() throws Exception {
        ExtensionList.lookup(CredentialsProvider.class).remove(witness);
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
        AhaJenkins.clear(jenkins);
    }

    @Test
    void nothingIsInherited() throws Exception {
        InheritableThreadLocal<String> inheritable = new InheritableThreadLocal<>();
        inheritable.set("of the build");
        Authentication builder = User.getById("builder", true).impersonate2();
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader ofTheScript = new URLClassLoader(new URL[0], before)) {
            current.setContextClassLoader(ofTheScript);
            FutureTask<Void> task = new FutureTask<>(() -> {
                assertTrue(Thread.currentThread().isVirtual());
                assertNull(inheritable.get());
                assertSame(
                        BuildThreads.class.getClassLoader(),
                        Thread.currentThread().getContextClassLoader());
                assertEquals("builder", Jenkins.getAuthentication2().getName());
                return null;
            });
            new BuildThreads(builder).execute(task);
            task.get();
        } finally {
            current.setContextClassLoader(before);
        }
    }

    @Test
    void stepsAndBuildStepsRunAsTheUserOfTheBuild() throws Exception {
        WorkflowJob pipeline = jenkins.createProject(WorkflowJob.class, "pipeline");
        FreeStyleProject freestyle = jenkins.createFreeStyleProject("freestyle");
        Authentication builder = User.getById("builder", true).impersonate2();
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("pipeline", builder)
                        .authenticate("freestyle", builder));
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            ExtensionList.lookup(CredentialsProvider.class).add(0, witness);
            pipeline.setDefinition(AhaJenkins.script("ahaDeleteRecord id: '1', ifMissing: 'ignore'"));
            jenkins.buildAndAssertSuccess(pipeline);
            assertEquals(Set.of("builder"), new TreeSet<>(witness.users));
            witness.users.clear();
            DeleteRecordsBuilder step = new DeleteRecordsBuilder("1");
            step.setIfMissing("ignore");
            freestyle.getBuildersList().add(step);
            jenkins.buildAndAssertSuccess(freestyle);
            assertEquals(Set.of("builder"), new TreeSet<>(witness.users));
        }
    }
}
