package io.jenkins.plugins.aha.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.cli.CLICommandInvoker;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.config.AnsweringServer;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.util.NameValuePair;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The build parameters, by every way in which a build is given them; the form of a build has a test in a browser. */
class ParametersTest extends TestsInJenkins {
    private static AhaReleaseParameterDefinition release() {
        return new AhaReleaseParameterDefinition("RELEASE", "PRJ1");
    }

    private static AhaRecordsParameterDefinition customers() {
        return new AhaRecordsParameterDefinition("CUSTOMERS", "PRJ1", "customers");
    }

    private static AhaReleaseParameterDefinition filledRelease() {
        AhaReleaseParameterDefinition release = release();
        release.setUnreleasedOnly(true);
        release.setNameFilter("Summer");
        release.setNewestByDefault(true);
        release.setOnlyExisting(true);
        release.setSite("acme");
        release.setCredentialsId(AhaJenkins.CREDENTIAL);
        release.setDescription("Which release");
        return release;
    }

    private static AhaRecordsParameterDefinition filledCustomers() {
        AhaRecordsParameterDefinition customers = customers();
        customers.setLabelField("website");
        customers.setWhere("tier=gold\nregion=EMEA");
        customers.setSingle(true);
        customers.setOnlyExisting(true);
        customers.setSite("acme");
        customers.setCredentialsId(AhaJenkins.CREDENTIAL);
        customers.setDescription("Which customer");
        return customers;
    }

    private static FreeStyleProject job(ParameterDefinition... parameters) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("ship");
        job.addProperty(new ParametersDefinitionProperty(parameters));
        return job;
    }

    private static List<ParameterDefinition> parametersOf(Job<?, ?> job) {
        return job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitions();
    }

    private static Object value(Run<?, ?> build, String name) {
        return build.getAction(ParametersAction.class).getParameter(name).getValue();
    }

    private List<String> ids() {
        return aha.state().records("PRJ1", "customers").stream()
                .map(record -> record.id())
                .toList();
    }

    private static WebResponse post(String user, String path, String... namesAndValues) throws Exception {
        JenkinsRule.WebClient browser =
                jenkins.createWebClient().withJavaScriptEnabled(false).withThrowExceptionOnFailingStatusCode(false);
        if (user != null) {
            browser.login(user);
        }
        WebRequest request = new WebRequest(new URL(browser.getContextPath() + path), HttpMethod.POST);
        List<NameValuePair> parameters = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.add(new NameValuePair(namesAndValues[i], namesAndValues[i + 1]));
        }
        request.setRequestParameters(parameters);
        browser.addCrumb(request);
        return browser.loadWebResponse(request);
    }

    @Test
    void theFormOfAJobKeepsEverything() throws Exception {
        FreeStyleProject job = job(filledRelease(), filledCustomers());
        jenkins.configRoundtrip(job);
        assertEquals(List.of(filledRelease(), filledCustomers()), parametersOf(job));
        job.removeProperty(ParametersDefinitionProperty.class);
        job.addProperty(new ParametersDefinitionProperty(release(), customers()));
        jenkins.configRoundtrip(job);
        assertEquals(List.of(release(), customers()), parametersOf(job));
    }

    @Test
    void jobDslMakesThem() throws Exception {
        ExecuteDslScripts seed = new ExecuteDslScripts();
        seed.setUseScriptText(true);
        seed.setScriptText("""
                job('made') {
                    properties {
                        parameters {
                            parameterDefinitions {
                                ahaRelease {
                                    name('RELEASE')
                                    product('PRJ1')
                                    unreleasedOnly(true)
                                    nameFilter('Summer')
                                    newestByDefault(true)
                                    onlyExisting(true)
                                    site('acme')
                                    credentialsId('aha-token')
                                    description('Which release')
                                }
                                ahaRecords {
                                    name('CUSTOMERS')
                                    product('PRJ1')
                                    table('customers')
                                    labelField('website')
                                    where('tier=gold\\nregion=EMEA')
                                    single(true)
                                    onlyExisting(true)
                                    site('acme')
                                    credentialsId('aha-token')
                                    description('Which customer')
                                }
                            }
                        }
                    }
                }
                """);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(seed);
        jenkins.buildAndAssertSuccess(job);
        assertEquals(
                List.of(filledRelease(), filledCustomers()),
                parametersOf(jenkins.jenkins.getItemByFullName("made", Job.class)));
    }

    @Test
    void aPipelineDeclaresThem() throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, """
                pipeline {
                    agent none
                    parameters {
                        ahaRelease(name: 'RELEASE', product: 'PRJ1', newestByDefault: true)
                        ahaRecords(name: 'CUSTOMERS', product: 'PRJ1', table: 'customers', where: 'tier=gold')
                    }
                    stages {
                        stage('Show') {
                            steps {
                                echo "release <${params.RELEASE}>, customers <${params.CUSTOMERS.readLines().size()}>"
                            }
                        }
                    }
                }
                """);
        jenkins.buildAndAssertSuccess(job);
        assertEquals(2, parametersOf(job).size());
        WorkflowRun second = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("Aha!: parameter RELEASE: newest release is PRJ1-R-1 \"Release 1", second);
        jenkins.assertLogContains("release <PRJ1-R-1>, customers <0>", second);
        post(null, job.getUrl() + "buildWithParameters", "CUSTOMERS", ids().get(0) + "\r\n\n " + ids().get(1));
        jenkins.waitUntilNoActivity();
        jenkins.assertLogContains("release <PRJ1-R-1>, customers <2>", job.getLastBuild());
    }

    @Test
    void remoteCallsAreCheckedForTheirForm() throws Exception {
        FreeStyleProject job = job(release(), customers());
        String path = job.getUrl() + "buildWithParameters";
        String page = aha.url() + "/releases/PRJ1-R-1";
        for (String right : List.of("prj1-r-1", " PRJ1-R-1 ", page)) {
            assertEquals(
                    201,
                    post(null, path, "RELEASE", right, "CUSTOMERS", "1\r\n2\n\n2")
                            .getStatusCode(),
                    right);
            jenkins.waitUntilNoActivity();
            assertEquals("PRJ1-R-1", value(job.getLastBuild(), "RELEASE"));
            assertEquals("1\n2", value(job.getLastBuild(), "CUSTOMERS"));
        }
        int builds = job.getLastBuild().getNumber();
        for (String wrong : List.of("<b>", "PRJ1-12", "R-1", "PRJ1-R-1 PRJ1-R-2")) {
            WebResponse answer = post(null, path, "RELEASE", wrong);
            assertEquals(400, answer.getStatusCode(), wrong);
            assertTrue(answer.getContentAsString().contains("Parameter RELEASE was refused"), wrong);
            assertFalse(answer.getContentAsString().contains("<b>"), wrong);
        }
        for (String wrong : List.of("Acme Corp", "1,2", "PRJ1-R-1")) {
            WebResponse answer = post(null, path, "CUSTOMERS", wrong);
            assertEquals(400, answer.getStatusCode(), wrong);
            assertTrue(answer.getContentAsString().contains("Parameter CUSTOMERS takes IDs of records"), wrong);
        }
        jenkins.waitUntilNoActivity();
        assertEquals(builds, job.getLastBuild().getNumber());
        assertEquals(List.of(), aha.requests(), "a form is checked without asking");
    }

    @Test
    void oneRecordAtMost() throws Exception {
        AhaRecordsParameterDefinition customer = customers();
        customer.setSingle(true);
        FreeStyleProject job = job(customer);
        WebResponse answer = post(null, job.getUrl() + "buildWithParameters", "CUSTOMERS", "1\n2");
        assertEquals(400, answer.getStatusCode());
        assertTrue(answer.getContentAsString().contains("takes one record, and 2 were given"));
    }

    @Test
    void theCommandLineIsCheckedLikewise() throws Exception {
        FreeStyleProject job = job(release(), customers());
        CLICommandInvoker.Result right = new CLICommandInvoker(jenkins, "build")
                .invokeWithArgs("ship", "-s", "-p", "RELEASE=prj1-r-1", "-p", "CUSTOMERS=1\n2");
        assertEquals(0, right.returnCode(), right::stderr);
        assertEquals("PRJ1-R-1", value(job.getLastBuild(), "RELEASE"));
        assertEquals("1\n2", value(job.getLastBuild(), "CUSTOMERS"));
        CLICommandInvoker.Result wrong =
                new CLICommandInvoker(jenkins, "build").invokeWithArgs("ship", "-s", "-p", "RELEASE=next");
        assertEquals(3, wrong.returnCode());
        assertTrue(
                wrong.stderr()
                        .contains(
                                "Parameter RELEASE was refused: it takes a release, such as PRJ1-R-1, and not 'next'."),
                wrong::stderr);
        assertFalse(wrong.stderr().contains("\tat "), wrong::stderr);
    }

    @Test
    void onlyWhatExistsIsTakenWhereThatIsAskedFor() throws Exception {
        AhaReleaseParameterDefinition release = release();
        release.setOnlyExisting(true);
        AhaRecordsParameterDefinition customers = customers();
        customers.setOnlyExisting(true);
        customers.setWhere("name=Acme Corp\nname=Contoso\ntier=gold");
        FreeStyleProject job = job(release, customers);
        String path = job.getUrl() + "buildWithParameters";
        String acme = ids().get(0);
        String zane = ids().get(1);
        assertEquals(
                201, post(null, path, "RELEASE", "PRJ1-R-1", "CUSTOMERS", acme).getStatusCode());
        WebResponse unknown = post(null, path, "RELEASE", "PRJ1-R-99", "CUSTOMERS", acme);
        assertEquals(400, unknown.getStatusCode());
        assertTrue(unknown.getContentAsString().contains("only what Aha! lists, which PRJ1-R-99 is not"));
        assertTrue(post(null, path, "RELEASE", "PRJ1-R-1", "CUSTOMERS", acme + "\n" + zane)
                .getContentAsString()
                .contains("only what Aha! lists, which " + zane + " is not"));
        assertEquals(400, post(null, path, "RELEASE", "", "CUSTOMERS", acme).getStatusCode());
        CLICommandInvoker.Result other = new CLICommandInvoker(jenkins, "build")
                .invokeWithArgs("ship", "-s", "-p", "RELEASE=PRJ1-R-98", "-p", "CUSTOMERS=" + acme);
        assertEquals(3, other.returnCode());
        assertTrue(other.stderr().contains("PRJ1-R-98"), other::stderr);
        customers.setWhere("gold");
        WebResponse mistaken = post(null, path, "RELEASE", "PRJ1-R-1", "CUSTOMERS", acme);
        assertEquals(400, mistaken.getStatusCode());
        assertTrue(mistaken.getContentAsString().contains("of the form key=value"), mistaken::getContentAsString);
        customers.setWhere("tier=gold");

        AhaJenkins.configure("http://127.0.0.1:9");
        assertEquals(
                201,
                post(null, path, "RELEASE", "PRJ1-R-99", "CUSTOMERS", zane).getStatusCode(),
                "while Aha! cannot be asked, a build is not refused");
    }

    @Test
    void theNewestReleaseIsFoundWhenTheBuildStarts() throws Exception {
        aha.state().seed(RecordKind.RELEASE, "501", "PRJ1", "PRJ1-R-9", "Summer 9", null);
        aha.state().seed(RecordKind.RELEASE, "502", "PRJ1", "PRJ1-R-10", "summer 10", null);
        aha.state().seed(RecordKind.RELEASE, "503", "PRJ1", "PRJ1-R-11", "Winter", null);
        AhaReleaseParameterDefinition release = release();
        release.setNameFilter("Summer");
        release.setNewestByDefault(true);
        FreeStyleProject job = job(release, customers());
        assertEquals(
                "",
                job.getProperty(ParametersDefinitionProperty.class)
                        .getParameterDefinition("RELEASE")
                        .getDefaultParameterValue()
                        .getValue());
        assertEquals(List.of(), aha.requests(), "making a default asks nothing: triggers do it");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        assertEquals("PRJ1-R-10", value(build, "RELEASE"));
        assertEquals("PRJ1-R-10", build.getEnvironment(TaskListener.NULL).get("RELEASE"));
        assertEquals("", value(build, "CUSTOMERS"));
        jenkins.assertLogContains("Aha!: parameter RELEASE: newest release is PRJ1-R-10 \"summer 10", build);
        post(null, job.getUrl() + "buildWithParameters", "RELEASE", "PRJ1-R-9");
        jenkins.waitUntilNoActivity();
        assertEquals("PRJ1-R-9", value(job.getLastBuild(), "RELEASE"), "what was given stays");
    }

    @Test
    void aBuildStartsWithoutAha() throws Exception {
        AhaJenkins.configure("http://127.0.0.1:9");
        AhaReleaseParameterDefinition release = release();
        release.setNewestByDefault(true);
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job(release));
        assertEquals("", value(build, "RELEASE"));
        jenkins.assertLogContains(
                "Aha!: parameter RELEASE is empty, since the newest release could not be found:", build);
    }

    @Test
    void shippedParkedAndRollUpReleasesAreLeftOut() throws Exception {
        String releases = """
                {"releases": [
                  {"id": "1", "reference_num": "PRJ1-R-1", "name": "Shipped", "released": true},
                  {"id": "2", "reference_num": "PRJ1-R-2", "name": "Open", "released": false, "release_date": "2026-12-24"},
                  {"id": "3", "reference_num": "PRJ1-R-3", "name": "Unknown"},
                  {"id": "4", "reference_num": "PRJ1-R-4", "name": "Parking lot", "parking_lot": true},
                  {"id": "5", "reference_num": "PRJ1-MR-5", "name": "Roll-up"}
                ], "pagination": {"total_records": 5, "total_pages": 1, "current_page": 1}}
                """;
        try (AnsweringServer server = new AnsweringServer(200, releases)) {
            AhaJenkins.configure(server.url());
            AhaReleaseParameterDefinition release = release();
            FreeStyleProject job = job(release);
            assertEquals("PRJ1-R-3 PRJ1-R-2 PRJ1-R-1", listed(job, release));
            release.setUnreleasedOnly(true);
            assertEquals("PRJ1-R-3 PRJ1-R-2", listed(job, release));
            assertEquals("Open (2026-12-24)", release.list(job).get(1).label());
        }
    }

    private static String listed(Job<?, ?> job, AhaParameterDefinition parameter) throws Exception {
        return parameter.list(job).stream().map(ListedValue::value).collect(Collectors.joining(" "));
    }

    @Test
    void recordsAreThoseThatMeetTheConditions() throws Exception {
        AhaRecordsParameterDefinition customers = customers();
        customers.setWhere("tier = gold\n\nregion=EMEA\nregion=APAC");
        FreeStyleProject job = job(customers);
        assertEquals(
                "Acme Corp, Contoso, 東京商事",
                customers.list(job).stream().map(ListedValue::label).sorted().collect(Collectors.joining(", ")));
        customers.setLabelField("website");
        assertTrue(customers.list(job).stream().anyMatch(one -> one.label().equals("www.acme.com")));
    }

    @Test
    void theListIsForThoseWhoMayBuildAndOfTheJobAlone() throws Exception {
        FreeStyleProject job = job(release());
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.READ, Item.READ, Item.BUILD)
                .everywhere()
                .to("builder"));
        String method = release().getDescriptor().getDescriptorUrl() + "/listValues";
        assertEquals(
                403,
                post("reader", job.getUrl() + method, "parameter", "RELEASE").getStatusCode());
        assertEquals(List.of(), aha.requests());
        assertEquals(404, post("builder", method, "parameter", "RELEASE").getStatusCode());
        assertEquals(
                404,
                post("builder", job.getUrl() + method, "parameter", "OTHER").getStatusCode());
        WebResponse answer = post(
                "builder",
                job.getUrl() + method,
                "parameter",
                "RELEASE",
                "product",
                "OTHER",
                "credentialsId",
                "other",
                "site",
                "other");
        assertEquals(200, answer.getStatusCode());
        assertTrue(answer.getContentType().startsWith("application/json"), answer.getContentType());
        JSONObject choice = JSONObject.fromObject(answer.getContentAsString())
                .getJSONObject("data")
                .getJSONArray("choices")
                .getJSONObject(0);
        assertEquals("PRJ1-R-1", choice.getString("value"));
        assertTrue(choice.getString("label").startsWith("Release 1"));
        assertEquals(1, aha.requests().size());
    }

    @Test
    void theListSaysWhenItsConditionsWereNotTriedOnAllRecords() throws Exception {
        AhaRecordsParameterDefinition customers = customers();
        FreeStyleProject job = job(customers);
        int few = aha.state().records("PRJ1", "customers").size();
        assertFalse(listed(job, customers, few).getBoolean("cutOff"));
        DemoWorld.fill(aha, 5_001);
        customers.setWhere("name=Customer 700");
        assertTrue(listed(job, customers, 1).getBoolean("cutOff"));
    }

    private static JSONObject listed(FreeStyleProject job, AhaRecordsParameterDefinition parameter, int choices)
            throws Exception {
        String method = job.getUrl() + parameter.getDescriptor().getDescriptorUrl() + "/listValues";
        JSONObject data = JSONObject.fromObject(
                        post(null, method, "parameter", parameter.getName()).getContentAsString())
                .getJSONObject("data");
        assertEquals(choices, data.getJSONArray("choices").size());
        return data;
    }

    @Test
    void aCredentialThatTheJobMayNotUseListsNothing() throws Exception {
        AhaReleaseParameterDefinition release = release();
        release.setCredentialsId("of-another-folder");
        FreeStyleProject job = job(release);
        String answer = post(
                        null,
                        job.getUrl() + release.getDescriptor().getDescriptorUrl() + "/listValues",
                        "parameter",
                        "RELEASE")
                .getContentAsString();
        assertEquals(
                "This job has no Aha! site and API key to list from",
                JSONObject.fromObject(answer).getJSONObject("data").getString("problem"));
        assertEquals(List.of(), aha.requests());
    }
}
