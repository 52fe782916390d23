package io.jenkins.plugins.aha.simulator;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The account of Aha!'s two API documents: what their examples read and write, with the same ids and values. */
public final class SimulatorWorld {
    private static final String PRODUCT = "PRJ1";
    private static final String DAY = "2019-01-01";

    private final SimulatorState state;

    private SimulatorWorld(SimulatorState state) {
        this.state = state;
    }

    /** Puts the documents' records into a simulator. */
    public static void populate(AhaSimulator simulator) {
        SimulatorWorld world = new SimulatorWorld(simulator.state());
        world.defineTables();
        world.defineScreens();
        world.seedRecords();
        world.seedTables();
        world.seedCustomFields();
        world.seedLinks();
    }

    private void defineTables() {
        state.table("customers")
                .field("name", "Name", FieldType.STRING)
                .field("website", "Website", FieldType.URL)
                .link("custom_table_name_link_many", "Custom Table Linked Records")
                .link(new ScreenDefinition.LinkField(
                        "custom_table_name_link_many_to_one", "Custom Table Many to One Field", null, true))
                .link("custom_table_name_submitters", "Custom Table Linked Submitters");
        state.table("submitters").field("name", "Name", FieldType.STRING);
        state.table("partners").field("name", "Name", FieldType.STRING);
    }

    private void defineScreens() {
        for (RecordKind kind : RecordKind.values()) {
            if (kind != RecordKind.CUSTOM_OBJECT_RECORD) {
                state.screen(kind).link("customers", "Customers");
            }
        }
        state.screen(RecordKind.PRODUCT).field("release_count", "Release count", FieldType.EQUATION_SHEET);
        state.screen(RecordKind.RELEASE)
                .field("note", "Note", FieldType.NOTE)
                .field("text_field", "TextField", FieldType.STRING);
        state.screen(RecordKind.FEATURE)
                .field("equation_specs_field", "Equation specs field", FieldType.EQUATION_SHEET)
                .field("expected_completion_date", "Expected completion date", FieldType.DATE)
                .field("negative_scorecard", "Negative custom scorecard", FieldType.SCORECARD)
                .field("upload", "Upload", FieldType.ATTACHMENT);
        state.screen(RecordKind.REQUIREMENT)
                .field("expected_completion_date", "Expected completion date", FieldType.DATE)
                .field("requested_by", "Requested By", FieldType.STRING);
        state.screen(RecordKind.IDEA)
                .field("component", "Component", FieldType.ARRAY)
                .field("custom_scorecard_definition", "Some custom scorecard definition", FieldType.SCORECARD)
                .field("text_field1", "TextField1", FieldType.STRING)
                .field("text_field2", "TextField2", FieldType.STRING)
                .field("upload", "Upload", FieldType.ATTACHMENT)
                .link("revenue", "Revenue")
                .link("submitters", "Submitters");
        state.screen(RecordKind.INITIATIVE)
                .field("initiative_custom_date", "Initiative custom date", FieldType.DATE)
                .field("initiative_priority", "Initiative priority", FieldType.STRING);
    }

    private void seedRecords() {
        state.seedProduct("131414752", PRODUCT, "Project 1");
        state.seed(RecordKind.RELEASE, "278327321", PRODUCT, "PRJ1-R-1", "Release 1", null);
        state.seed(RecordKind.RELEASE, "161456549", PRODUCT, "PRJ1-R-2", "Release 2", null);
        state.seed(RecordKind.EPIC, "999605892", PRODUCT, "PRJ1-E-1", "Epic 1", "PRJ1-R-1");
        state.seed(RecordKind.FEATURE, "1007868956", PRODUCT, "PRJ1-1", "Feature 1", "PRJ1-R-1");
        state.seed(RecordKind.FEATURE, "622562724", PRODUCT, "PRJ1-2", "Another Feature", "PRJ1-R-1");
        state.seedFeature("PRJ1-3", "Feature 3", "PRJ1-R-1");
        state.seed(RecordKind.REQUIREMENT, "483368544", PRODUCT, "PRJ1-1-1", "Body of requirement 1", "PRJ1-1");
        state.seed(RecordKind.REQUIREMENT, "96915428", PRODUCT, "PRJ1-1-2", "Body of requirement 2", "PRJ1-1");
        state.seed(RecordKind.IDEA, "58056975", PRODUCT, "PRJ1-I-1", "Idea 1", null);
        state.seed(RecordKind.IDEA, "162120796", PRODUCT, "PRJ1-I-2", "Idea 2", null);
        state.seed(RecordKind.INITIATIVE, "423077122", PRODUCT, "PRJ1-S-1", "Initiative 1", null);
        state.seed(RecordKind.GOAL, "602095703", PRODUCT, "DEMOENT-G-1", "Goal 1", null);
        state.seed(RecordKind.IDEA_ORGANIZATION, "7101112131", PRODUCT, "ACCOUNT-O-123", "Organization 1", null);
    }

    private void seedTables() {
        RecordKind kind = RecordKind.CUSTOM_OBJECT_RECORD;
        state.seedRecord("8397122", PRODUCT, "customers", Map.of());
        state.seedField(kind, "8397122", "name", "564906240", "Zane Corp");
        state.seedRecord("640362830", PRODUCT, "customers", Map.of());
        state.seedField(kind, "640362830", "name", "262515157", "Acme Corp");
        state.seedField(kind, "640362830", "website", "883926222", "www.acme.com");
        state.seedRecord("136661093", PRODUCT, "submitters", Map.of("name", "Sam Submitter"));
        state.seedRecord("1059223798", PRODUCT, "partners", Map.of("name", "Partner 1"));
    }

    private void seedCustomFields() {
        seed(
                RecordKind.PRODUCT,
                PRODUCT,
                "release_count",
                "33687638",
                values("6809377296730243716", 6, "Release count", "6.0"));
        seed(RecordKind.RELEASE, "PRJ1-R-1", "note", "432637490", "<p>sample text</p>");
        seed(RecordKind.RELEASE, "PRJ1-R-1", "text_field", "424324947", "Acme Corp");
        seed(RecordKind.FEATURE, "PRJ1-1", "equation_specs_field", "1051489895", specs());
        seed(RecordKind.FEATURE, "PRJ1-1", "expected_completion_date", "621325984", DAY);
        seed(
                RecordKind.FEATURE,
                "PRJ1-1",
                "negative_scorecard",
                "694694494",
                score(31, "462102328", 6, "Negative default value"));
        seed(RecordKind.FEATURE, "PRJ1-1", "upload", "736691743", Map.of("attachments", List.of(attachment())));
        seed(RecordKind.REQUIREMENT, "PRJ1-1-1", "expected_completion_date", "848810602", DAY);
        seed(RecordKind.REQUIREMENT, "PRJ1-1-1", "requested_by", "731808726", "TK");
        seed(RecordKind.IDEA, "PRJ1-I-1", "component", "585340588", List.of("web"));
        seed(
                RecordKind.IDEA,
                "PRJ1-I-1",
                "custom_scorecard_definition",
                "267687015",
                score(11, "84642379", 10, "Effort"));
        seed(RecordKind.IDEA, "PRJ1-I-1", "text_field1", "193641455", "Cairo");
        seed(RecordKind.IDEA, "PRJ1-I-1", "text_field2", "310635095", "Rennes");
        seed(RecordKind.IDEA, "PRJ1-I-1", "upload", "800380718", Map.of("attachments", List.of()));
        seed(RecordKind.INITIATIVE, "PRJ1-S-1", "initiative_custom_date", "973371762", DAY);
        seed(RecordKind.INITIATIVE, "PRJ1-S-1", "initiative_priority", "1073063442", "P2");
    }

    private void seedLinks() {
        state.seedLinks(RecordKind.CUSTOM_OBJECT_RECORD, "640362830", "custom_table_name_link_many", "1059223798");
        state.seedLinks(RecordKind.IDEA, "PRJ1-I-2", "customers", "640362830");
        state.seedLinks(RecordKind.IDEA, "PRJ1-I-1", "revenue", "640362830");
        state.seedLinks(RecordKind.IDEA, "PRJ1-I-1", "submitters", "640362830");
    }

    private void seed(RecordKind kind, String reference, String field, String valueId, Object value) {
        state.seedField(kind, reference, field, valueId, value);
    }

    private static Map<String, Object> values(String cell, int value, String name, String display) {
        return Map.of("values", Map.of(cell, Map.of("value", value, "name", name, "display_value", display)));
    }

    private static Map<String, Object> specs() {
        Map<String, Object> blank = new HashMap<>();
        blank.put("value", null);
        blank.put("name", "789");
        blank.put("display_value", null);
        Map<String, Object> number = Map.of("value", 10, "name", "a", "display_value", "10.0");
        Map<String, Object> text = Map.of("value", "Foobar", "name", "b", "display_value", "Foobar");
        return Map.of("values", Map.of("123", number, "456", text, "789", blank));
    }

    private static Map<String, Object> score(int total, String factId, int value, String name) {
        return Map.of("value", total, "score_facts", List.of(Map.of("id", factId, "value", value, "name", name)));
    }

    private static Map<String, Object> attachment() {
        return Map.of(
                "id", "471688235",
                "download_url", "https://company.aha.io/attachments/471688235/token/aaabbbccc7.download?size=original",
                "created_at", "2019-01-01T00:00:00.000Z",
                "updated_at", "2019-01-01T00:00:00.000Z",
                "original_file_size", 123,
                "content_type", "text/plain",
                "file_name", "uploaded_file_name.txt",
                "file_size", 123);
    }
}
