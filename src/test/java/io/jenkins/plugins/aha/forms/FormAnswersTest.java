package io.jenkins.plugins.aha.forms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.FreeStyleProject;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.client.discovery.FieldDefinition;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.ListRecordsBuilder;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the forms say, without a browser: each kind of answer, and when nothing is asked. */
class FormAnswersTest extends TestsInJenkins {
    private FreeStyleProject job;
    private TableForm table;
    private ListForm list;
    private LinkForm link;
    private String acme;

    @BeforeEach
    void start() throws Exception {
        job = jenkins.createFreeStyleProject();
        list = (ListForm) jenkins.jenkins.getDescriptorOrDie(ListRecordsBuilder.class);
        table = list;
        link = (LinkForm) jenkins.jenkins.getDescriptorOrDie(LinkRecordsBuilder.class);
        acme = aha.state().records("PRJ1", "customers").get(0).id();
    }

    /** What a person reads; empty where nothing is said. */
    private static String text(FormValidation said) {
        String text = said.kind == FormValidation.Kind.OK && said.getMessage() == null ? "" : said.getMessage();
        return (said.kind == FormValidation.Kind.OK ? "" : said.kind + " ")
                + text.replace("&#039;", "'").replace("&lt;", "<").replace("&quot;", "\"");
    }

    @Test
    void products() {
        aha.state().seedProductLine("9", "LINE", "All products");
        assertEquals(List.of("PRJ1"), list.doFillProductItems(job, "", ""));
        assertEquals("Project 1", text(list.doCheckProduct(job, " prj1 ", "", "")));
        assertEquals("All products (product line)", text(list.doCheckProduct(job, "LINE", "", "")));
        assertEquals(
                "WARNING This API key sees no product 'PRJ9'",
                text(list.doCheckProduct(job, "PRJ9", "", "")).replace(".", ""));
        assertEquals(1, aha.requests().size());
    }

    @Test
    void variablesAndFreeTextAreNotAskedFor() {
        for (String text :
                new String[] {null, "", " ", "$PRODUCT", "${PRODUCT}", "..", "a b", "a/b", "x".repeat(200)}) {
            assertEquals("", text(list.doCheckProduct(job, text, "", "")));
            assertEquals("", text(list.doCheckTable(job, text, "PRJ1", "", "")));
            assertEquals("", text(list.doCheckTable(job, "customers", text, "", "")));
            assertEquals(List.of(), list.doFillFieldsItems(job, "PRJ1", text, "", ""));
        }
        for (String text :
                new String[] {null, "", "$TARGETS", "PRJ1-1 $MORE", "https://acme.aha.io/releases/PRJ1-R-1"}) {
            assertEquals("", text(link.doCheckTarget(job, text, "", "", "")));
            assertEquals("", text(link.doCheckRecords(job, text, "", "")));
            assertEquals("", text(link.doCheckField(job, "customers", text, "", "", "")));
            assertEquals(List.of(), link.doFillFieldItems(job, text, "", "", ""));
        }
        assertEquals(List.of(), aha.requests());
    }

    @Test
    void tablesAndFields() {
        aha.state().table("empty").field("title", "Title", FieldType.STRING);
        String said = text(table.doCheckTable(job, "customers", "PRJ1", "", ""));
        assertTrue(said.matches("12 records in Project 1; fields: .*\\btier\\b.*"), said);
        assertEquals(
                "WARNING There is no table 'none' in Project 1, or this API key cannot see it.",
                text(table.doCheckTable(job, "none", "PRJ1", "", "")));
        assertEquals(
                "No records in Project 1; fields: none seen", text(table.doCheckTable(job, "empty", "PRJ1", "", "")));
        List<String> keys = table.doFillFieldsItems(job, "PRJ1", "customers", "", "");
        assertTrue(keys.contains("tier") && keys.contains("region"), keys.toString());
        assertEquals(
                "Name (string), Tier (string)",
                text(table.doCheckFields(job, "name, tier", "PRJ1", "customers", "", "")));
        said = text(table.doCheckUniqueBy(job, "name, teir", "PRJ1", "customers", "", ""));
        assertTrue(said.startsWith("WARNING No record of this table shows a field 'teir'"), said);
        said = text(table.doCheckFields(job, "title", "PRJ1", "customers", "", ""));
        assertTrue(said.endsWith(", of which the first records of this table have no value"), said);
    }

    @Test
    void fieldsOfARecord() {
        FieldRow.DescriptorImpl row = (FieldRow.DescriptorImpl) jenkins.jenkins.getDescriptorOrDie(FieldRow.class);
        List<String> keys = row.doFillNameItems(job, "", "", acme, true, "", "");
        assertTrue(keys.contains("tier") && keys.contains("region"), keys.toString());
        assertEquals("Region (string)", text(row.doCheckName(job, "region", "", "", acme, true, "", "")));
        assertEquals(List.of(), row.doFillNameItems(job, "PRJ1", "customers", "$AHA_RECORD_ID", true, "", ""));
    }

    @Test
    void targetsRecordsAndLinkFields() {
        assertEquals("Release 1, 6 features", text(link.doCheckTarget(job, "prj1-r-1", "", "", "")));
        assertEquals("Release 1, 6 features", text(link.doCheckTarget(job, "278327321", "release", "", "")));
        String feature = aha.state().record(RecordKind.FEATURE, "PRJ1-1").name();
        assertEquals(
                "Release 1, " + feature + " and 2 more",
                text(link.doCheckTarget(job, "PRJ1-R-1, PRJ1-1, PRJ1-2, PRJ1-3", "", "", "")));
        assertEquals(
                "WARNING feature PRJ1-999 was not found, or this API key cannot see it.",
                text(link.doCheckTarget(job, "PRJ1-999", "", "", "")));
        String said = text(link.doCheckTarget(job, "278327321", "", "", ""));
        assertTrue(said.startsWith("WARNING '278327321' is a number, which does not say what it is"), said);
        assertEquals("Acme Corp", text(link.doCheckRecords(job, acme, "", "")));
        assertEquals(List.of("customers", "deployments"), link.doFillFieldItems(job, "PRJ1-R-1", "", "", ""));
        assertEquals("Customers (LinkMany)", text(link.doCheckField(job, "customers", "PRJ1-R-1", "", "", "")));
        assertEquals(
                "WARNING The release layout of this product has no link field 'custmers'; it has customers, deployments.",
                text(link.doCheckField(job, "custmers", "PRJ1-R-1", "", "", "")));
        assertEquals("", text(link.doCheckField(job, "customers", acme, "record", "", "")), "records have no layout");
    }

    @Test
    void aKindWithoutLinkFieldsNeedsOneFirst() {
        FieldDefinition text = new FieldDefinition("notes", "Notes", "Text", true);
        assertFalse(text.isLink());
        aha.state().seedProduct("11", "NEW", "New product");
        aha.state().screen(RecordKind.INITIATIVE).unlink("customers").unlink("deployments");
        aha.state().seed(RecordKind.INITIATIVE, "12", "NEW", "NEW-S-1", "Initiative", null);
        assertEquals(
                "WARNING The initiative layout of this product has no link field. In Aha!, first add a many-to-many"
                        + " custom field to it: Settings, Account, Custom layouts.",
                text(link.doCheckField(job, "", "NEW-S-1", "", "", "")));
        assertEquals(List.of(), link.doFillFieldItems(job, "NEW-S-1", "", "", ""));
    }

    @Test
    void previews() {
        assertEquals(
                "5 records: Acme Corp, Major conglomerate, Contoso, 東京商事, Wayne Enterprises",
                text(list.doPreview(job, "PRJ1", "customers", "tier\ngold", "", "", "", "")));
        String all = text(list.doPreview(job, "PRJ1", "customers", "", "", "", "", ""));
        assertTrue(all.startsWith("12 records: Acme Corp, ") && all.endsWith(" …"), all);
        assertEquals(10, all.split(", ").length, all);
        assertEquals("No records", text(list.doPreview(job, "PRJ1", "customers", "tier\nnone", "", "", "", "")));
        assertTrue(
                text(list.doPreview(job, "PRJ1", "customers", "", "yesterday", "", "", ""))
                        .startsWith("ERROR ahaListRecords takes an ISO 8601 time"),
                "bad input is refused as in a build");
        assertEquals(
                "WARNING A preview cannot know the values of variables.",
                text(list.doPreview(job, "$PRODUCT", "customers", "", "", "", "", "")));
        String links = text(
                link.doPreview(job, "PRJ1-R-1\nPRJ1-1", "customers", acme, "", "", "", "", "add", false, "", "", ""));
        assertTrue(links.contains("PRJ1-1"), links);
        assertEquals(
                List.of("GET"),
                aha.requests().stream().map(r -> r.method()).distinct().toList());
    }

    @Test
    void withoutASiteNothingIsSaid() {
        AhaGlobalConfiguration.get().setSites(List.of());
        assertEquals(List.of(), list.doFillProductItems(job, "", ""));
        assertEquals("", text(list.doCheckProduct(job, "PRJ1", "", "")));
        assertEquals(
                "WARNING There is no site or API key that this form could use.",
                text(list.doPreview(job, "PRJ1", "customers", "", "", "", "", "")));
    }

    @Test
    void errorsOfAhaAreSilentExceptInAPreview() {
        aha.faults().when((method, path) -> true, 100, Fault.UNAUTHORIZED);
        assertEquals("", text(list.doCheckProduct(job, "PRJ1", "", "")));
        assertEquals("", text(list.doCheckTable(job, "customers", "PRJ1", "", "")));
        String said = text(list.doPreview(job, "PRJ1", "customers", "", "", "", "", ""));
        assertTrue(said.startsWith("ERROR Could not list the records of table customers"), said);
    }
}
