package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.documentation.Looks.Look;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.ChangeLogTargets;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.FindReferencesBuilder;
import io.jenkins.plugins.aha.freestyle.GetRecordBuilder;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.ListRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.UpdateRecordBuilder;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The forms of the build steps in the configuration of a freestyle job, in a real browser: what is entered is saved.
 */
class BuildStepFormsTest extends TestsInBrowser {
    private static final int MOST_REQUESTS = 6;
    private static final String SETTLED = """
            document.querySelectorAll('[name=builder]').length === %d
                && !document.querySelector('.to-be-removed, .select-ajax-pending')
                && [...document.querySelectorAll('[name=builder] a.jenkins-help-button')].every(button => button.onclick)
            """;

    private static FreeStyleProject job;
    private AhaSimulator aha;
    private String acme;
    private String zane;

    @BeforeAll
    static void createJob() throws Exception {
        job = jenkins.createFreeStyleProject("ship");
    }

    @BeforeEach
    void start() throws Exception {
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        acme = aha.state().records("PRJ1", "customers").get(0).id();
        zane = aha.state().records("PRJ1", "customers").get(1).id();
    }

    @AfterEach
    void stop() {
        aha.close();
    }

    /** Opens the job's configuration with build steps as they are when they have just been added. */
    private void open(Builder... empty) throws Exception {
        job.getBuildersList().replaceBy(List.of(empty));
        looks.open(Look.USUAL, "job/ship/configure");
        browser.await(SETTLED.formatted(empty.length));
    }

    /** Saves the configuration. */
    private void save() throws Exception {
        browser.clickAndLoad("document.querySelector('button[name=Submit]')");
    }

    private static <B extends Builder> B saved(Class<B> kind) {
        return job.getBuildersList().get(kind);
    }

    /** The form of a build step, filled in by a test. */
    @FunctionalInterface
    private interface Filling {
        void fill(StepForm form) throws Exception;
    }

    /** Fills in the form of a build step, which may ask no more than a few questions. */
    private void fill(Class<? extends Builder> kind, Filling filling) throws Exception {
        int before = aha.requests().size();
        filling.fill(new StepForm(browser, "[name=builder][descriptorid$=" + kind.getSimpleName() + "]"));
        List<SeenRequest> asked = aha.requests().subList(before, aha.requests().size());
        assertTrue(asked.size() <= MOST_REQUESTS, () -> kind + ": " + asked);
        assertTrue(asked.stream().allMatch(request -> request.method().equals("GET")), asked::toString);
    }

    private static Map<String, String> values(List<FieldRow> rows) {
        return rows.stream().collect(Collectors.toMap(FieldRow::getName, FieldRow::getValue));
    }

    private static void checkTable(StepForm form) throws Exception {
        form.chooseByKeyboard("_.product", 0, "PRJ1");
        assertEquals("Project 1", form.said("_.product", 0));
        form.enter("_.table", 0, "customers");
        String table = form.said("_.table", 0);
        assertTrue(table.matches("13 records in Project 1; fields: .*\\btier\\b.*"), table);
    }

    @Test
    void everyBuildStepAnswersAndIsSaved() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Patient Corp", "waits_for", "PRJ1-R-1"));
        open(
                new CreateRecordBuilder(null, null, List.of()),
                new UpdateRecordBuilder(null, List.of()),
                new GetRecordBuilder(null),
                new ListRecordsBuilder(null, null, null),
                new DeleteRecordsBuilder(null),
                new LinkRecordsBuilder(null, null, null),
                new FindReferencesBuilder());
        fill(CreateRecordBuilder.class, form -> {
            checkTable(form);
            form.chooseByKeyboard("_.name", 0, "tier");
            assertEquals("Tier (string)", form.said("_.name", 0));
            form.enter("_.value", 0, "$TIER");
            form.chooseByKeyboard("_.uniqueBy", 0, "name");
            assertEquals("Name (string)", form.said("_.uniqueBy", 0));
        });
        fill(UpdateRecordBuilder.class, form -> {
            form.enter("_.id", 0, acme);
            assertEquals("Acme Corp", form.said("_.id", 0));
            form.chooseByKeyboard("_.name", 0, "region");
            assertEquals("Region (string)", form.said("_.name", 0));
            form.enter("_.value", 0, "EMEA");
        });
        fill(GetRecordBuilder.class, form -> {
            form.enter("_.id", 0, zane);
            assertEquals("Zane Corp", form.said("_.id", 0));
            form.enter("_.id", 0, "");
            checkTable(form);
            form.chooseByKeyboard("_.name", 0, "name");
            assertEquals("Name (string)", form.said("_.name", 0));
            form.enter("_.value", 0, "${CUSTOMER}");
        });
        fill(ListRecordsBuilder.class, form -> {
            checkTable(form);
            form.chooseByKeyboard("_.name", 0, "tier");
            form.enter("_.value", 0, "gold");
            String preview = form.preview();
            assertTrue(preview.startsWith("5 records: Acme Corp, Major conglomerate, Contoso"), preview);
        });
        fill(DeleteRecordsBuilder.class, form -> {
            form.enter("_.id", 0, acme + "\n" + zane);
            assertEquals("Acme Corp, Zane Corp", form.said("_.id", 0));
        });
        fill(LinkRecordsBuilder.class, form -> {
            form.enter("_.target", 0, "PRJ1-R-1");
            assertEquals("Release 1, 6 features", form.said("_.target", 0));
            form.chooseByKeyboard("_.field", 0, "customers");
            assertEquals("Customers (LinkMany)", form.said("_.field", 0));
            checkTable(form);
            form.chooseByKeyboard("_.waitingField", 0, "waits_for");
            assertTrue(form.said("_.waitingField", 0).startsWith("Waits"), form.said("_.waitingField", 0));
            String preview = form.preview();
            assertTrue(preview.contains("would link") && preview.contains("Patient Corp"), preview);
        });
        fill(FindReferencesBuilder.class, form -> {
            form.enter("_.products", 0, "PRJ1, APP");
            form.enter("_.since", 0, "lastSuccess");
        });
        save();
        CreateRecordBuilder create = saved(CreateRecordBuilder.class);
        assertEquals("PRJ1", create.getProduct());
        assertEquals("customers", create.getTable());
        assertEquals(Map.of("tier", "$TIER"), values(create.getFields()));
        assertEquals("name", create.getUniqueBy());
        UpdateRecordBuilder update = saved(UpdateRecordBuilder.class);
        assertEquals(acme, update.getId());
        assertEquals(Map.of("region", "EMEA"), values(update.getFields()));
        GetRecordBuilder get = saved(GetRecordBuilder.class);
        assertNull(get.getId());
        assertEquals("PRJ1", get.getProduct());
        assertEquals("customers", get.getTable());
        assertEquals(Map.of("name", "${CUSTOMER}"), values(get.getWhere()));
        ListRecordsBuilder list = saved(ListRecordsBuilder.class);
        assertEquals("customers", list.getTable());
        assertEquals(Map.of("tier", "gold"), values(list.getWhere()));
        assertEquals(
                acme + "\n" + zane, saved(DeleteRecordsBuilder.class).getId().replace("\r", ""));
        LinkRecordsBuilder link = saved(LinkRecordsBuilder.class);
        assertEquals("PRJ1-R-1", link.getTarget());
        assertEquals("customers", link.getField());
        assertEquals("PRJ1", link.getProduct());
        assertEquals("customers", link.getTable());
        assertEquals("waits_for", link.getWaitingField());
        FindReferencesBuilder find = saved(FindReferencesBuilder.class);
        assertEquals("PRJ1, APP", find.getProducts());
        assertEquals("lastSuccess", find.getSince());
    }

    @Test
    void everyFormKeepsEverything() throws Exception {
        CreateRecordBuilder create = new CreateRecordBuilder(
                "PRJ1", "customers", List.of(new FieldRow("name", "Form Corp"), new FieldRow("note", "Two\nlines")));
        create.setUniqueBy("name");
        create.setIfExists("keep");
        create.setVerify(false);
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1", "customers", "1 2");
        link.setMode("replace");
        link.setWithFeatures(true);
        link.setKind("release");
        link.setIfMissing("ignore");
        ListRecordsBuilder list = new ListRecordsBuilder("PRJ1", "customers", "a.csv");
        list.setLimit("3");
        list.setFields("name, tier");
        list.setUpdatedSince("2026-01-01");
        list.setWhere(List.of(new FieldRow("tier", "gold")));
        GetRecordBuilder get = new GetRecordBuilder("");
        get.setProduct("PRJ1");
        get.setTable("customers");
        get.setWhere(List.of(new FieldRow("name", "Acme Corp")));
        DeleteRecordsBuilder delete = new DeleteRecordsBuilder("7");
        delete.setIfMissing("ignore");
        UpdateRecordBuilder update = new UpdateRecordBuilder("7", List.of(new FieldRow("a", "b")));
        update.setOnError("unstable");
        update.setDryRun(true);
        update.setSite("acme");
        update.setCredentialsId(AhaJenkins.CREDENTIAL);
        update.setResultPrefix("X_");
        LinkRecordsBuilder fromChangeLog = new LinkRecordsBuilder("", "customers", "7");
        ChangeLogTargets targets = new ChangeLogTargets();
        targets.setProducts("PRJ1, APP");
        targets.setSince("lastSuccess");
        fromChangeLog.setChangeLog(targets);
        List<Builder> steps = List.of(create, link, list, get, delete, update, fromChangeLog);
        open(steps.toArray(Builder[]::new));
        save();
        assertNotSame(create, saved(CreateRecordBuilder.class), "nothing was saved");
        for (int step = 0; step < steps.size(); step++) {
            jenkins.assertEqualDataBoundBeans(
                    steps.get(step), job.getBuildersList().get(step));
        }
        assertNull(saved(CreateRecordBuilder.class).getSite());
    }

    /** Fills in forms and looks that they are what they would be without an account. */
    private void assertPlainForms() throws Exception {
        open(
                new CreateRecordBuilder(null, null, List.of()),
                new LinkRecordsBuilder(null, null, null),
                new DeleteRecordsBuilder(null));
        StepForm form = new StepForm(browser, "[name=builder]");
        form.enter("_.product", 0, "PRJ1");
        form.enter("_.table", 0, "customers");
        form.enter("_.name", 0, "name");
        form.enter("_.value", 0, "Acme Corp");
        form.enter("_.target", 0, "PRJ1-R-1");
        form.enter("_.field", 0, "customers");
        form.enter("_.records", 0, acme);
        form.enter("_.id", 0, zane);
        assertEquals("", form.saidAtAll());
        save();
        CreateRecordBuilder saved = saved(CreateRecordBuilder.class);
        assertEquals("PRJ1", saved.getProduct());
        assertEquals("customers", saved.getTable());
        assertEquals(Map.of("name", "Acme Corp"), values(saved.getFields()));
        assertEquals("customers", saved(LinkRecordsBuilder.class).getField());
        assertEquals(zane, saved(DeleteRecordsBuilder.class).getId());
    }

    @Test
    void withoutAnAnswerTheFormIsThePlainOne() throws Exception {
        aha.faults().when((method, path) -> true, 1000, Fault.HTML_BEFORE_STORING);
        assertPlainForms();
        aha.close();
        AhaJenkins.configure(aha.url().replaceFirst(":[0-9]+", ":9"));
        assertPlainForms();
    }

    @Test
    void aSlowAhaHoldsNothingUp() throws Exception {
        aha.faults().stallMillis(10_000).when((method, path) -> true, 1000, Fault.STALLED_BEFORE_STORING);
        assertPlainForms();
    }

    @Test
    void hostileNamesAreTexts() throws Exception {
        String hostile = "<img src=x onerror=window.pwned=1>\"'\u202e";
        aha.state().seedProduct("7", "EVIL", hostile);
        String record = aha.state().seedRecord("EVIL", "customers", Map.of("name", hostile));
        open(new CreateRecordBuilder(null, null, List.of()), new DeleteRecordsBuilder(null));
        StepForm form = new StepForm(browser, "[name=builder]");
        form.enter("_.product", 0, "EVIL");
        assertTrue(form.said("_.product", 0).startsWith("<img src=x"), form.said("_.product", 0));
        form.enter("_.id", 0, record);
        assertTrue(form.said("_.id", 0).startsWith("<img src=x"), form.said("_.id", 0));
        assertEquals("undefined", browser.evaluate("typeof window.pwned").asText());
        assertEquals(List.of(), browser.policyViolations());
    }
}
