package io.jenkins.plugins.aha.freestyle;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Descriptor;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.ParametersAction;
import hudson.model.Result;
import hudson.model.StringParameterValue;
import hudson.model.TaskListener;
import hudson.tasks.Builder;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What build steps do when a variable is empty, a text cannot be worked out, or an earlier step has failed. */
class EmptyVariablesTest extends TestsInJenkins {
    /** A step whose parameters cannot be worked out, as when a change log cannot be read. */
    public static class Unreadable extends CreateRecordBuilder {
        Unreadable() {
            super("PRJ1", "customers", List.of(new FieldRow("name", "Acme Corp")));
        }

        @Override
        void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException {
            throw new AbortException("the change log cannot be read");
        }

        @Override
        public Descriptor<Builder> getDescriptor() {
            return new CreateRecordBuilder("", "", null).getDescriptor();
        }
    }

    private static CreateRecordBuilder create(String table, String name) {
        return new CreateRecordBuilder("PRJ1", table, List.of(new FieldRow("name", name)));
    }

    private static ListRecordsBuilder list(Consumer<ListRecordsBuilder> how) {
        ListRecordsBuilder list = new ListRecordsBuilder("PRJ1", "customers", "");
        how.accept(list);
        return list;
    }

    private static FreeStyleBuild run(Result expected, Builder... steps) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().addAll(List.of(steps));
        ParametersAction parameters = new ParametersAction(
                List.of(
                        new StringParameterValue("EMPTY", ""),
                        new CredentialsParameterValue("KEY", "of-the-parameter", "")),
                Set.of("EMPTY", "KEY"));
        return jenkins.assertBuildStatus(expected, job.scheduleBuild2(0, parameters));
    }

    private List<String> methods() {
        return aha.requests().stream().map(SeenRequest::method).toList();
    }

    @Test
    void afterAFailureNoLaterStepWorksOnAnOlderResult() throws Exception {
        CreateRecordBuilder failing = create("no_such_table", "B");
        failing.setOnError("ignore");
        FreeStyleBuild build =
                run(Result.SUCCESS, create("customers", "A"), failing, new DeleteRecordsBuilder("$AHA_RECORD_ID"));
        jenkins.assertLogContains("no records to delete, the list of ids is empty", build);
        assertEquals(List.of("POST", "POST"), methods());
        EnvVars environment = build.getEnvironment(TaskListener.NULL);
        assertEquals("", environment.get("AHA_RECORD_IDS"));
        assertEquals("0", environment.get("AHA_RECORD_COUNT"));
    }

    @Test
    void deletingWhatAListDidNotFindIsNoError() throws Exception {
        ListRecordsBuilder nothing = list(list -> list.setWhere(List.of(new FieldRow("name", "Nobody"))));
        FreeStyleBuild build = run(Result.SUCCESS, nothing, new DeleteRecordsBuilder("${AHA_RECORD_IDS}"));
        jenkins.assertLogContains("no records to delete, the list of ids is empty", build);
        assertEquals(List.of("GET"), methods());
    }

    @Test
    void anEmptyVariableNeverMakesAStepDoMore() {
        CreateRecordBuilder twice = create("customers", "Acme Corp");
        twice.setUniqueBy("$EMPTY");
        CreateRecordBuilder elsewhere = create("customers", "Acme Corp");
        elsewhere.setSite("$EMPTY");
        ChangeLogTargets everyProduct = new ChangeLogTargets();
        everyProduct.setProducts(" ,$EMPTY");
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-1", "customers", "7");
        link.setChangeLog(everyProduct);
        Map<String, Builder> steps = Map.of(
                "uniqueBy",
                twice,
                "site",
                elsewhere,
                "products",
                link,
                "updatedSince",
                list(list -> list.setUpdatedSince("$EMPTY")),
                "limit",
                list(list -> list.setLimit("$EMPTY")),
                "fields",
                list(list -> list.setFields("$EMPTY")),
                "saveTo",
                new ListRecordsBuilder("PRJ1", "customers", "$EMPTY"),
                "where (tier)",
                list(list -> list.setWhere(List.of(new FieldRow("tier", "$EMPTY")))));
        assertAll(steps.entrySet().stream().<Executable>map(step -> () -> {
            ((AhaBuilder) step.getValue()).setOnError("ignore");
            FreeStyleBuild build = run(Result.FAILURE, step.getValue());
            jenkins.assertLogContains("'" + step.getKey() + "' is given as ", build);
            jenkins.assertLogContains("but in this build that is empty", build);
        }));
        assertEquals(List.of(), methods());
    }

    @Test
    void aNumericReleaseBringsItsFeaturesBesideTheChangeLog() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Waiting Corp"));
        LinkRecordsBuilder link = new LinkRecordsBuilder("123456", "customers", "7");
        link.setKind("release");
        link.setWithFeatures(true);
        link.setChangeLog(new ChangeLogTargets());
        link.setOnError("ignore");
        run(Result.SUCCESS, link);
        assertTrue(
                aha.requests().stream().anyMatch(seen -> seen.rawPath().endsWith("/releases/123456/features")),
                () -> aha.requests().toString());
    }

    @Test
    void theKindOfNumbersDoesNotContradictWhatTheChangeLogNames() throws Exception {
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-2", "customers", "7");
        link.setKind("release");
        link.setChangeLog(new ChangeLogTargets());
        link.setMode("remove");
        run(Result.SUCCESS, link);
        assertEquals(List.of(), aha.state().links(RecordKind.FEATURE, "PRJ1-2", "customers"));
        // Without a change log it is a mistake to type both.
        link.setChangeLog(null);
        jenkins.assertLogContains("is the reference of a feature, not of a release", run(Result.FAILURE, link));
    }

    @Test
    void aNumericTargetMayStandBesideAReferenceOfAnotherKind() throws Exception {
        LinkRecordsBuilder link = new LinkRecordsBuilder("123456, PRJ1-2", "customers", "7");
        link.setKind("release");
        link.setIfMissing("ignore");
        link.setMode("remove");
        jenkins.assertLogContains("release 123456 was not found; skipped", run(Result.SUCCESS, link));
    }

    @Test
    void onErrorHoldsForParametersThatCannotBeWorkedOut() throws Exception {
        for (Map.Entry<String, Result> policy :
                Map.of("unstable", Result.UNSTABLE, "ignore", Result.SUCCESS).entrySet()) {
            Unreadable create = new Unreadable();
            create.setOnError(policy.getKey());
            jenkins.assertLogContains("the change log cannot be read", run(policy.getValue(), create));
        }
        run(Result.FAILURE, new Unreadable());
        assertEquals(List.of(), methods());
    }

    @Test
    void aCredentialsParameterIsLookedUpByItsName() throws Exception {
        AhaSite site = AhaGlobalConfiguration.get().getSites().get(0);
        site.setCredentialsId(null);
        SystemCredentialsProvider.getInstance().getCredentials().add(AhaJenkins.credential("of-the-parameter"));
        CreateRecordBuilder create = create("customers", "Key Corp");
        create.setCredentialsId("${KEY}");
        FreeStyleBuild build = run(Result.SUCCESS, create);
        assertEquals(List.of("POST"), methods());
        Expansion expansion =
                new Expansion(build, build.getEnvironment(TaskListener.NULL), null, TaskListener.NULL, true);
        // Expanded, it would no longer be looked up among the credentials of the user who started the build.
        assertEquals("${KEY}", expansion.credentialsId("${KEY}"));
        assertEquals("${KEY}", expansion.credentialsId("$KEY"));
        assertEquals("of-the-parameter", expansion.text("${KEY}"));
    }

    @Test
    void withoutTheTokenMacroPluginVariablesAreReplacedAllTheSame() throws Exception {
        FreeStyleBuild build = run(Result.SUCCESS);
        EnvVars environment = new EnvVars("CUSTOMER", "Acme ${CUSTOMER}");
        Expansion expansion = new Expansion(build, environment, null, TaskListener.NULL, false);
        assertEquals(
                "Acme ${CUSTOMER} of ${ENV, var=\"CUSTOMER\"} $UNKNOWN",
                expansion.text("${CUSTOMER} of ${ENV, var=\"CUSTOMER\"} $UNKNOWN"));
    }

    @Test
    void thePrefixOfTheVariablesIsExpandedAndChecked() throws Exception {
        CreateRecordBuilder create = create("customers", "Prefix Corp");
        create.setResultPrefix("${EXECUTOR_NUMBER}_");
        jenkins.assertLogContains("_' cannot begin the name of a variable", run(Result.FAILURE, create));
        create.setResultPrefix("OF_${BUILD_NUMBER}_");
        EnvVars environment = run(Result.SUCCESS, create).getEnvironment(TaskListener.NULL);
        assertEquals("1", environment.get("OF_1_RECORD_COUNT"));
        create.setResultPrefix("2ND-");
        jenkins.assertLogContains("cannot begin the name of a variable", run(Result.FAILURE, create));
        AhaBuilder.AhaBuilderDescriptor form = (AhaBuilder.AhaBuilderDescriptor) create.getDescriptor();
        assertEquals(FormValidation.Kind.ERROR, form.doCheckResultPrefix(null, "2ND-").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckResultPrefix(null, "CUSTOMER_").kind);
        assertEquals(FormValidation.Kind.OK, form.doCheckResultPrefix(null, "${TEAM}_").kind);
    }

    @Test
    void inAPipelineGroovyHasExpandedTheTextsAlready() throws Exception {
        jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, """
                env.CUSTOMER = 'Acme'
                step([$class: 'CreateRecordBuilder', product: 'PRJ1', table: 'customers',
                    fields: [[name: 'name', value: "${env.CUSTOMER} costs " + '$CUSTOMER']]])
                """));
        String body = aha.requests().get(0).body();
        assertTrue(body.contains("Acme costs $CUSTOMER"), body);
    }
}
