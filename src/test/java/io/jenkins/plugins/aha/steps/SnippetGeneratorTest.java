package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import hudson.model.FreeStyleProject;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.documentation.Browser;
import io.jenkins.plugins.aha.documentation.Chromium;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.cps.SnippetizerTester;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What the forms of the steps make, and whether a step survives form, snippet and parsing unchanged. */
@WithJenkins
class SnippetGeneratorTest {
    /** The forms are there, and Jenkins' scripts listen to them. */
    private static final String ALIVE = """
            document.querySelectorAll('[name=builder]').length === %d
                && !document.querySelector('.to-be-removed, .select-ajax-pending')
                && [...document.querySelectorAll('[name=builder] a.jenkins-help-button')].every(button => button.onclick)
                && [...document.querySelectorAll('[name=builder] select.select')].every(choice => choice.options.length)
            """;

    /** The server of the tests takes a thousand values of a form, and each step has the lists of all others. */
    private static final int STEPS_ON_A_PAGE = 2;

    private static JenkinsRule jenkins;

    // Processes of the browser may still write for a moment after it has ended.
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    private Path profile;

    /** A step, and the snippet for it. */
    private record Example(AhaStep step, String snippet) {}

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void start() throws Exception {
        AhaJenkins.configure("http://127.0.0.1:9");
        AhaGlobalConfiguration.get()
                .setSites(List.of(
                        AhaJenkins.site("acme", "http://127.0.0.1:9"), AhaJenkins.site("other", "http://127.0.0.1:9")));
    }

    @Test
    void everyStepBecomesASnippetAndIsParsedAgain() {
        SnippetizerTester tester = new SnippetizerTester(jenkins);
        assertAll(examples().map(example -> (Executable) () -> tester.assertRoundTrip(example.step, example.snippet)));
    }

    @Tag("browser")
    @Test
    void everyStepSurvivesItsForm() throws Exception {
        assertSurviveTheirForms(examples().<Step>map(Example::step).toList());
    }

    /**
     * Shows some steps on one page, as {@link StepConfigTester} does with each on a page of its own, and saves that.
     */
    private void assertSurviveTheirForms(List<Step> steps) throws Exception {
        Chromium.assumeInstalled();
        try (Browser browser = Browser.start(profile)) {
            for (int first = 0; first < steps.size(); first += STEPS_ON_A_PAGE) {
                List<Step> some = steps.subList(first, Math.min(first + STEPS_ON_A_PAGE, steps.size()));
                FreeStyleProject job = jenkins.createFreeStyleProject();
                some.forEach(step -> job.getBuildersList().add(new StepConfigTester.StepBuilder(step)));
                browser.visit(jenkins.getURL() + job.getUrl() + "configure");
                browser.await(ALIVE.formatted(some.size()));
                browser.clickAndLoad("document.querySelector('button[name=Submit]')");
                assertSaved(some, job.getBuildersList().getAll(StepConfigTester.StepBuilder.class));
            }
        }
    }

    private static void assertSaved(List<Step> steps, List<StepConfigTester.StepBuilder> saved) {
        assertEquals(steps.size(), saved.size());
        assertAll(IntStream.range(0, steps.size()).mapToObj(number -> () -> {
            assertNotSame(steps.get(number), saved.get(number).s, "nothing was saved");
            assertEquals(arguments(steps.get(number)), arguments(saved.get(number).s), "step " + number);
        }));
    }

    @Tag("browser")
    @Test
    void textsThatLookLikeCodeStayTexts() throws Exception {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String text : List.of(
                "[draft]",
                "{a: 1}",
                "null",
                "'quoted'",
                "\"quoted\"",
                "true",
                "5",
                "$x ${y}",
                "a, b",
                "C:\\new",
                "two\nlines",
                "東京 é",
                "")) {
            fields.put("key " + fields.size(), text);
        }
        AhaCreateRecordStep step = create("PRJ1", "customers", fields);
        AhaReferencesStep references = new AhaReferencesStep();
        references.setText("[PRJ1-12] fix 'it'");
        assertSurviveTheirForms(List.of(step, references));
    }

    @Test
    void anEmptyFormSaysNothing() throws Exception {
        SnippetizerTester tester = new SnippetizerTester(jenkins);
        for (Map.Entry<Class<?>, String> empty : Map.<Class<?>, String>of(
                        AhaReferencesStep.class, "ahaReferences()",
                        AhaListRecordsStep.class, "ahaListRecords()",
                        AhaGetRecordStep.class, "ahaGetRecord()")
                .entrySet()) {
            tester.assertGenerateSnippet(
                    "{\"stapler-class\": \"" + empty.getKey().getName() + "\", \"verify\": true, \"site\": \"\","
                            + " \"credentialsId\": \"\", \"onError\": \"fail\", \"dryRun\": false}",
                    empty.getValue(),
                    null);
        }
    }

    @Test
    void whatTheFormCannotShowIsParsed() throws Exception {
        SnippetizerTester tester = new SnippetizerTester(jenkins);
        tester.assertParseStep(
                create("PRJ1", "customers", List.of(Map.of("name", "Acme Corp"), Map.of("name", "Zane Corp"))),
                "ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [[name: 'Acme Corp'], [name: 'Zane Corp']]");
    }

    /** Every step with as little and with as much as can be entered in its form. */
    private static Stream<Example> examples() {
        return Stream.of(
                new Example(
                        create("PRJ1", "customers", map("name", "Acme Corp", "website", "www.acme.com")),
                        "ahaCreateRecord fields: [name: 'Acme Corp', website: 'www.acme.com'], product: 'PRJ1', table: 'customers'"),
                new Example(
                        everythingOf(createWithEverything()),
                        "ahaCreateRecord credentialsId: 'aha-token', dryRun: true, fields: [name: 'Acme Corp'],"
                                + " ifExists: 'keep', onError: 'unstable', product: 'PRJ1', site: 'other',"
                                + " table: 'customers', uniqueBy: ['name', 'region'], verify: false"),
                new Example(
                        load(),
                        "ahaCreateRecord emptyClears: true, links: [customer: ['640362830', '8397122'], peer: ['5']],"
                                + " loadFrom: 'a.csv', product: 'PRJ1', table: 'customers'"),
                new Example(
                        update("640362830", map("tier", "gold")),
                        "ahaUpdateRecord fields: [tier: 'gold'], id: '640362830'"),
                new Example(
                        everythingOf(updateWithEverything()),
                        "ahaUpdateRecord credentialsId: 'aha-token', dryRun: true, fields: [tier: ''], id: '640362830',"
                                + " onError: 'unstable', site: 'other', verify: false"),
                new Example(new AhaGetRecordStep("640362830"), "ahaGetRecord '640362830'"),
                new Example(
                        getByFields(),
                        "ahaGetRecord product: 'PRJ1', table: 'customers', where: [name: 'Acme Corp', region: 'EMEA']"),
                new Example(
                        everythingOf(new AhaGetRecordStep("640362830")),
                        "ahaGetRecord credentialsId: 'aha-token', dryRun: true, id: '640362830', onError: 'unstable',"
                                + " site: 'other'"),
                new Example(list("PRJ1", "customers"), "ahaListRecords product: 'PRJ1', table: 'customers'"),
                new Example(
                        everythingOf(listWithEverything()),
                        "ahaListRecords credentialsId: 'aha-token', dryRun: true, fields: ['name', 'tier'], limit: 100,"
                                + " onError: 'unstable', product: 'PRJ1', saveTo: 'customers.csv', site: 'other',"
                                + " table: 'customers', updatedSince: '2026-01-31', where: [tier: 'gold', region: 'EMEA']"),
                new Example(new AhaDeleteRecordStep("640362830"), "ahaDeleteRecord '640362830'"),
                new Example(
                        everythingOf(deleteWithEverything()),
                        "ahaDeleteRecord credentialsId: 'aha-token', dryRun: true, id: ['640362830', '8397122'],"
                                + " ifMissing: 'ignore', onError: 'unstable', site: 'other'"),
                new Example(
                        link("PRJ1-R-1", "customers", "640362830"),
                        "ahaLinkRecords field: 'customers', records: '640362830', target: 'PRJ1-R-1'"),
                new Example(
                        waiting(),
                        "ahaLinkRecords field: 'customers', product: 'PRJ1', table: 'customers', target: 'PRJ1-R-1',"
                                + " waitingField: 'waits_for'"),
                new Example(
                        everythingOf(linkWithEverything()),
                        "ahaLinkRecords credentialsId: 'aha-token', dryRun: true, field: 'customers',"
                                + " ifMissing: 'ignore', kind: 'release', mode: 'remove', onError: 'unstable',"
                                + " records: ['640362830', '8397122'], site: 'other', target: ['PRJ1-R-1', 'PRJ1-12'],"
                                + " verify: false, withFeatures: true"),
                new Example(new AhaReferencesStep(), "ahaReferences()"),
                new Example(
                        referencesWithEverything(),
                        "ahaReferences onError: 'unstable', products: ['PRJ1', 'APP'], since: 'lastSuccess',"
                                + " text: 'PRJ1-12 and more'"));
    }

    private static AhaAccountStep createWithEverything() {
        AhaCreateRecordStep step = create("PRJ1", "customers", map("name", "Acme Corp"));
        step.setUniqueBy(List.of("name", "region"));
        step.setIfExists("keep");
        step.setVerify(false);
        return step;
    }

    private static AhaStep load() {
        AhaCreateRecordStep step = create("PRJ1", "customers", null);
        step.setLoadFrom("a.csv");
        step.setEmptyClears(true);
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("customer", List.of("640362830", "8397122"));
        links.put("peer", List.of("5"));
        step.setLinks(links);
        return step;
    }

    private static AhaStep waiting() {
        AhaLinkRecordsStep step = link("PRJ1-R-1", "customers", null);
        step.setProduct("PRJ1");
        step.setTable("customers");
        step.setWaitingField("waits_for");
        return step;
    }

    private static AhaAccountStep updateWithEverything() {
        AhaUpdateRecordStep step = update("640362830", map("tier", ""));
        step.setVerify(false);
        return step;
    }

    private static AhaGetRecordStep getByFields() {
        AhaGetRecordStep step = new AhaGetRecordStep(null);
        step.setProduct("PRJ1");
        step.setTable("customers");
        step.setWhere(map("name", "Acme Corp", "region", "EMEA"));
        return step;
    }

    private static AhaAccountStep listWithEverything() {
        AhaListRecordsStep step = list("PRJ1", "customers");
        step.setUpdatedSince("2026-01-31");
        step.setWhere(map("tier", "gold", "region", "EMEA"));
        step.setFields(List.of("name", "tier"));
        step.setLimit(100);
        step.setSaveTo("customers.csv");
        return step;
    }

    private static AhaAccountStep deleteWithEverything() {
        AhaDeleteRecordStep step = new AhaDeleteRecordStep(List.of("640362830", "8397122"));
        step.setIfMissing("ignore");
        return step;
    }

    private static AhaAccountStep linkWithEverything() {
        AhaLinkRecordsStep step = link(List.of("PRJ1-R-1", "PRJ1-12"), "customers", List.of("640362830", "8397122"));
        step.setKind("release");
        step.setMode("remove");
        step.setWithFeatures(true);
        step.setIfMissing("ignore");
        step.setVerify(false);
        return step;
    }

    private static AhaStep referencesWithEverything() {
        AhaReferencesStep step = new AhaReferencesStep();
        step.setProducts(List.of("PRJ1", "APP"));
        step.setSince("lastSuccess");
        step.setText("PRJ1-12 and more");
        step.setOnError("unstable");
        return step;
    }

    private static AhaStep everythingOf(AhaAccountStep step) {
        step.setSite("other");
        step.setCredentialsId(AhaJenkins.CREDENTIAL);
        step.setOnError("unstable");
        step.setDryRun(true);
        return step;
    }

    private static Map<String, Object> map(String... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static AhaCreateRecordStep create(String product, String table, Object fields) {
        AhaCreateRecordStep step = new AhaCreateRecordStep(table);
        step.setProduct(product);
        step.setFields(fields);
        return step;
    }

    private static AhaUpdateRecordStep update(String id, Object fields) {
        AhaUpdateRecordStep step = new AhaUpdateRecordStep(id);
        step.setFields(fields);
        return step;
    }

    private static AhaListRecordsStep list(String product, String table) {
        AhaListRecordsStep step = new AhaListRecordsStep(table);
        step.setProduct(product);
        return step;
    }

    private static AhaLinkRecordsStep link(Object target, String field, Object records) {
        AhaLinkRecordsStep step = new AhaLinkRecordsStep(target, field);
        step.setRecords(records);
        return step;
    }

    /** What a snippet of the step would say. */
    private static Map<String, Object> arguments(Step step) {
        return DescribableModel.uninstantiate2_(step).toMap();
    }
}
