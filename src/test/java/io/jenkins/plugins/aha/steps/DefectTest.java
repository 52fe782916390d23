package io.jenkins.plugins.aha.steps;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.ExtensionList;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.Authentication;

/** A defect, here one of another plugin, fails the build with its stack trace, whatever onError says. */
class DefectTest extends TestsInJenkins {
    private final Broken broken = new Broken();

    /** Finds no credential and no sentence. */
    private static final class Broken extends CredentialsProvider {
        @Override
        public <C extends Credentials> List<C> getCredentialsInItem(
                Class<C> type, Item item, Authentication user, List<DomainRequirement> requirements) {
            throw new NullPointerException();
        }

        @Override
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup group, Authentication user, List<DomainRequirement> requirements) {
            throw new NullPointerException();
        }
    }

    @BeforeEach
    void start() throws Exception {
        ExtensionList.lookup(CredentialsProvider.class).add(0, broken);
    }

    @AfterEach
    void stop() {
        ExtensionList.lookup(CredentialsProvider.class).remove(broken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "unstable", "ignore"})
    void inAStep(String onError) throws Exception {
        for (String step : List.of("ahaGetRecord id: '1'", "ahaDeleteRecord id: '1'")) {
            assertTrace(jenkins.buildAndAssertStatus(
                    Result.FAILURE, AhaJenkins.pipeline(jenkins, step + ", onError: '" + onError + "'")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fail", "unstable", "ignore"})
    void inABuildStep(String onError) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        DeleteRecordsBuilder step = new DeleteRecordsBuilder("1");
        step.setOnError(onError);
        job.getBuildersList().add(step);
        assertTrace(jenkins.buildAndAssertStatus(Result.FAILURE, job));
    }

    private static void assertTrace(Run<?, ?> build) throws Exception {
        jenkins.assertLogContains("java.lang.NullPointerException", build);
        jenkins.assertLogContains("\tat " + Broken.class.getName(), build);
    }
}
