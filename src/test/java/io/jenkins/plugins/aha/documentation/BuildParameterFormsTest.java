package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.model.ParameterDefinition;
import hudson.model.ParametersDefinitionProperty;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.documentation.Looks.Look;
import io.jenkins.plugins.aha.parameters.AhaRecordsParameterDefinition;
import io.jenkins.plugins.aha.parameters.AhaReleaseParameterDefinition;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The forms of the build parameters in the configuration of a job, in a real browser. */
class BuildParameterFormsTest extends TestsInBrowser {
    private static final int MOST_REQUESTS = 6;
    private static final String FORMS = "[name=parameterDefinitions][descriptorid*=aha]";
    private static final String SETTLED = """
            document.querySelectorAll('%1$s').length === 2
                && !document.querySelector('.to-be-removed, .select-ajax-pending')
                && [...document.querySelectorAll('%1$s a.jenkins-help-button')].every(button => button.onclick)
            """.formatted(FORMS);

    private static FreeStyleProject job;
    private AhaSimulator aha;
    private StepForm release;
    private StepForm records;

    @BeforeAll
    static void createJob() throws Exception {
        job = jenkins.createFreeStyleProject("ship");
    }

    @BeforeEach
    void start() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        release = form(AhaReleaseParameterDefinition.class);
        records = form(AhaRecordsParameterDefinition.class);
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    private static StepForm form(Class<?> parameter) {
        return new StepForm(browser, "[name=parameterDefinitions][descriptorid$=" + parameter.getSimpleName() + "]");
    }

    /** Opens the job's configuration with both parameters as they are when they have just been added. */
    private static void open(Look look) throws Exception {
        job.removeProperty(ParametersDefinitionProperty.class);
        job.addProperty(new ParametersDefinitionProperty(
                new AhaReleaseParameterDefinition("RELEASE", ""),
                new AhaRecordsParameterDefinition("CUSTOMERS", "", "")));
        looks.open(look, "job/ship/configure");
        browser.await(SETTLED);
    }

    private static List<ParameterDefinition> save() throws Exception {
        browser.clickAndLoad("document.querySelector('button[name=Submit]')");
        return job.getProperty(ParametersDefinitionProperty.class).getParameterDefinitions();
    }

    @Test
    void bothFormsAnswerAndAreSaved() throws Exception {
        open(Look.USUAL);
        release.chooseByKeyboard("_.product", 0, "PRJ1");
        assertEquals("Project 1", release.said("_.product", 0));
        records.chooseByKeyboard("_.product", 0, "PRJ1");
        assertEquals("Project 1", records.said("_.product", 0));
        records.enter("_.table", 0, "customers");
        String table = records.said("_.table", 0);
        assertTrue(table.matches("12 records in Project 1; fields: .*\\btier\\b.*"), table);
        records.chooseByKeyboard("_.labelField", 0, "website");
        assertEquals("Website (url)", records.said("_.labelField", 0));
        records.enter("_.where", 0, "tier=gold\nregion = EMEA\nregion=APAC");
        assertEquals("Tier (string), Region (string)", records.said("_.where", 0));
        assertTrue(
                aha.requests().size() <= MOST_REQUESTS
                        && aha.requests().stream()
                                .allMatch(request -> request.method().equals("GET")),
                () -> aha.requests().toString());
        AhaReleaseParameterDefinition expected = new AhaReleaseParameterDefinition("RELEASE", "PRJ1");
        AhaRecordsParameterDefinition customers = new AhaRecordsParameterDefinition("CUSTOMERS", "PRJ1", "customers");
        customers.setLabelField("website");
        customers.setWhere("tier=gold\nregion = EMEA\nregion=APAC");
        assertEquals(List.of(expected, customers), save());
    }

    @Test
    void whatIsMistakenIsSaid() throws Exception {
        open(Look.USUAL);
        release.enter("_.product", 0, "PRJ9");
        assertEquals("This API key sees no product 'PRJ9'.", release.said("_.product", 0));
        records.enter("_.product", 0, "PRJ1");
        records.enter("_.table", 0, "customers");
        records.enter("_.labelField", 0, "nmae");
        String label = records.said("_.labelField", 0);
        assertTrue(label.startsWith("No record of this table shows a field 'nmae'"), label);
        records.enter("_.where", 0, "gold");
        assertEquals("The condition 'gold' of the parameter is not of the form key=value", records.said("_.where", 0));
    }

    @Test
    void withoutAnAnswerTheFormsAreThePlainOnes() throws Exception {
        aha.faults().when((method, path) -> true, 1000, Fault.HTML_BEFORE_STORING);
        assertPlainForms();
        AhaJenkins.configure("http://127.0.0.1:9");
        assertPlainForms();
        AhaGlobalConfiguration.get().setSites(List.of());
        assertPlainForms();
    }

    @Test
    void aSlowAhaHoldsNothingUp() throws Exception {
        aha.faults().stallMillis(10_000).when((method, path) -> true, 1000, Fault.STALLED_BEFORE_STORING);
        assertPlainForms();
    }

    private void assertPlainForms() throws Exception {
        open(Look.USUAL);
        release.enter("_.product", 0, "PRJ1");
        records.enter("_.product", 0, "PRJ1");
        records.enter("_.table", 0, "customers");
        records.enter("_.labelField", 0, "website");
        records.enter("_.where", 0, "tier=gold");
        assertEquals(
                "",
                browser.evaluate("[...document.querySelectorAll('" + FORMS + " .validation-error-area')]"
                                + ".map(area => area.innerText.trim()).join('')")
                        .asText());
        AhaRecordsParameterDefinition customers = new AhaRecordsParameterDefinition("CUSTOMERS", "PRJ1", "customers");
        customers.setLabelField("website");
        customers.setWhere("tier=gold");
        assertEquals(List.of(new AhaReleaseParameterDefinition("RELEASE", "PRJ1"), customers), save());
    }

    @Test
    void hostileNamesAreTexts() throws Exception {
        String hostile = "<img src=x onerror=window.pwned=1>\"'\u202e";
        aha.state().seedProduct("7", "EVIL", hostile);
        open(Look.USUAL);
        release.enter("_.product", 0, "EVIL");
        assertTrue(release.said("_.product", 0).startsWith("<img src=x"), release.said("_.product", 0));
        assertEquals("undefined", browser.evaluate("typeof window.pwned").asText());
        assertEquals(List.of(), browser.policyViolations());
    }

    @Test
    void everyLookIsFitForAKeyboardAndAScreenReader() throws Exception {
        for (Look look : Look.ALL) {
            open(look);
            browser.openAdvanced(FORMS);
            release.enter("_.product", 0, "PRJ1");
            release.said("_.product", 0);
            looks.judge("parameter-forms-" + look, "[...document.querySelectorAll('" + FORMS + "')]");
        }
    }
}
