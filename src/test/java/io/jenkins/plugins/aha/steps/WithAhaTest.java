package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import hudson.model.BooleanParameterValue;
import hudson.model.ParametersAction;
import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.util.List;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code withAha} in scripted and Declarative Pipelines. */
class WithAhaTest extends TestsInJenkins {
    @AutoClose
    private final AhaSimulator other = AhaJenkins.simulator();

    @BeforeEach
    void start() {
        AhaSite first = AhaGlobalConfiguration.get().getSites().get(0);
        AhaGlobalConfiguration.get().setSites(List.of(first, AhaJenkins.site("other", other.url())));
    }

    private static List<String> newIn(AhaSimulator where) {
        return where.state().records("PRJ1", "customers").stream()
                .skip(12)
                .map(record -> record.text("name"))
                .toList();
    }

    @Test
    void innerBlocksAndStepsWin() throws Exception {
        WorkflowRun build = run(Result.SUCCESS, """
                def made = withAha(product: 'PRJ1', dryRun: true) {
                    ahaCreateRecord table: 'customers', fields: [name: 'Dry']
                    withAha(dryRun: false) {
                        ahaCreateRecord table: 'customers', fields: [name: 'Inner']
                    }
                    ahaCreateRecord table: 'customers', fields: [name: 'Own'], dryRun: false
                    ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Dry again']
                    ahaGetRecord id: ahaListRecords('customers')[0].id
                }
                echo 'block gave ' + made.fields.name
                """);
        assertEquals(List.of("Inner", "Own"), newIn(aha));
        jenkins.assertLogContains("block gave Acme Corp", build);
    }

    @Test
    void anotherSiteDoesNotGetTheCredentialOfTheOuterBlock() throws Exception {
        run(Result.SUCCESS, """
                withAha(site: 'acme', credentialsId: 'aha-token', product: 'PRJ1') {
                    ahaListRecords 'customers'
                    withAha(site: 'other') {
                        ahaCreateRecord table: 'customers', fields: [name: 'There']
                    }
                }
                """);
        assertEquals(List.of("There"), newIn(other));
        assertEquals(List.of(), newIn(aha));
        WorkflowRun refused = run(Result.FAILURE, """
                withAha(site: 'other', credentialsId: 'no-such-credential') {
                    catchError(buildResult: 'SUCCESS') { ahaListRecords product: 'PRJ1', table: 'customers' }
                    ahaListRecords product: 'PRJ1', table: 'customers', site: 'acme'
                    ahaListRecords product: 'PRJ1', table: 'customers'
                }
                """);
        jenkins.assertLogContains("no-such-credential", refused);
        assertFalse(aha.requests().isEmpty());
    }

    @Test
    void declarativeOptionsOfThePipelineAndOfAStage() throws Exception {
        run(Result.SUCCESS, """
                pipeline {
                    agent none
                    options { withAha(product: 'PRJ1', dryRun: true) }
                    stages {
                        stage('Dry') {
                            steps { ahaCreateRecord table: 'customers', fields: [name: 'Dry'] }
                        }
                        stage('Real') {
                            options { withAha(dryRun: false) }
                            steps {
                                ahaCreateRecord table: 'customers', fields: [name: 'Real']
                                withAha(site: 'other') {
                                    ahaCreateRecord table: 'customers', fields: [name: 'There']
                                }
                            }
                        }
                    }
                }
                """);
        assertEquals(List.of("Real"), newIn(aha));
        assertEquals(List.of("There"), newIn(other));
    }

    /** In its first build Jenkins does not know the parameters yet when it reads the options. */
    @Test
    void oneParameterOfADeclarativePipelineRehearsesAllOfIt() throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                pipeline {
                    agent none
                    parameters { booleanParam(name: 'DRY_RUN', defaultValue: true) }
                    options { withAha(product: 'PRJ1', dryRun: params.DRY_RUN != false) }
                    stages {
                        stage('Record') {
                            steps { ahaCreateRecord table: 'customers', fields: [name: 'Step'] }
                        }
                    }
                    post {
                        always { ahaCreateRecord table: 'customers', fields: [name: 'Post'] }
                    }
                }
                """);
        jenkins.buildAndAssertSuccess(job);
        jenkins.buildAndAssertSuccess(job);
        assertEquals(List.of(), newIn(aha));
        jenkins.assertBuildStatusSuccess(
                job.scheduleBuild2(0, new ParametersAction(new BooleanParameterValue("DRY_RUN", false))));
        assertEquals(List.of("Step", "Post"), newIn(aha));
    }

    @Test
    void aParameterThatIsNotKnownYetIsRefusedInTheOptions() throws Exception {
        WorkflowRun first = run(Result.FAILURE, """
                pipeline {
                    agent none
                    parameters { booleanParam(name: 'DRY_RUN', defaultValue: true) }
                    options { withAha(product: 'PRJ1', dryRun: params.DRY_RUN) }
                    stages {
                        stage('Record') {
                            steps { ahaCreateRecord table: 'customers', fields: [name: 'Step'] }
                        }
                    }
                    post {
                        always { ahaCreateRecord table: 'customers', fields: [name: 'Post'] }
                    }
                }
                """);
        jenkins.assertLogContains("withAha got an empty value for 'dryRun'", first);
        assertEquals(List.of(), newIn(aha));
    }

    @Test
    void anEmptyValueIsRefused() throws Exception {
        for (String name : List.of("site", "credentialsId", "product", "dryRun")) {
            WorkflowRun build = run(Result.FAILURE, "withAha(" + name + ": null) { echo 'never' }");
            jenkins.assertLogContains("withAha got an empty value for '" + name + "'", build);
            jenkins.assertLogNotContains("never", build);
        }
        assertEquals(0, aha.requests().size());
    }

    @Test
    void theFormKeepsWhatIsEntered() throws Exception {
        WithAhaStep step = new WithAhaStep();
        step.setSite("other");
        step.setCredentialsId(AhaJenkins.CREDENTIAL);
        step.setProduct("PRJ1");
        step.setDryRun(true);
        assertEquals(arguments(step), arguments(new StepConfigTester(jenkins).configRoundTrip(step)));
    }

    private static Object arguments(WithAhaStep step) {
        return DescribableModel.uninstantiate2_(step).toMap();
    }
}
