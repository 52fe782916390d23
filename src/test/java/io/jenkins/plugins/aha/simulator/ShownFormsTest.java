package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static io.jenkins.plugins.aha.simulator.SimulatorSession.CUSTOMERS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each form shows its type of field in another way than it was sent, only when it is on, and what was sent is kept. */
class ShownFormsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    private final SimulatorState state = session.simulator().state();

    @BeforeEach
    void start() throws Exception {
        state.table("customers")
                .field("note", "Note", FieldType.NOTE)
                .field("since", "Since", FieldType.DATE)
                .field("seats", "Seats", FieldType.NUMBER)
                .field("tags", "Tags", FieldType.ARRAY)
                .field("owners", "Owners", FieldType.USERS)
                .field("sheet", "Sheet", FieldType.EQUATION_SHEET)
                .choice("tier", "Tier", FieldType.STRING, "gold", "silver")
                .choice("channels", "Channels", FieldType.ARRAY, "Direct", "Web");
    }

    private ValueSettings values() {
        return session.simulator().settings().values();
    }

    private SimulatorSession.Reply put(String key, Object value) throws Exception {
        Map<String, ?> fields = Map.of("custom_fields", Map.of(key, value));
        return session.put(ACME, MAPPER.writeValueAsString(Map.of("custom_object_record", fields)));
    }

    private static JsonNode field(JsonNode answer, String key) {
        for (JsonNode field : answer.path("custom_object_record").path("custom_fields")) {
            if (field.path("key").asText().equals(key)) {
                return field;
            }
        }
        return MAPPER.missingNode();
    }

    /** The value in the answer to a write, which is the one that a GET shows. */
    private JsonNode shown(String key, Object value) throws Exception {
        SimulatorSession.Reply reply = put(key, value);
        assertEquals(200, reply.status(), reply.text());
        JsonNode answered = field(reply.json(), key).path("value");
        assertEquals(answered, field(session.get(ACME).json(), key).path("value"));
        return answered;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SANITIZED_NOTES | note | <b class=\"x\">R&D</b><script>alert(1)</script> | <strong>R&amp;D</strong>",
                "SANITIZED_NOTES | note | <a href=\"https://a.example\" onclick=\"x()\">a</a>"
                        + " | <a href=\"https://a.example\" target=\"_blank\" rel=\"noopener noreferrer\">a</a>",
                "SANITIZED_NOTES | note | <p>a<br/>b<font color=\"red\">c</font></p> | <p>a<br>bc</p>",
                "NOTE_LINES_WITH_BREAKS | note | Fixed login\\nFixed export | <p>Fixed login<br>Fixed export</p>",
                "NOTE_LINES_WITH_BREAKS | note | <p>a</p> | <p>a</p>",
                "NOTE_LINES_AS_PARAGRAPHS | note | Fixed login\\nFixed export | <p>Fixed login</p><p>Fixed export</p>",
                "ENTITIES_IN_NOTES | note | Portal for R&D, <b>a < b</b> | Portal for R&amp;D, <b>a &lt; b</b>",
                "ENTITIES_IN_NOTES | note | R&amp;D | R&amp;D",
                "ENTITIES_IN_TEXTS | name | R&D <x> | R&amp;D &lt;x&gt;",
                "TRIMMED | name | `  Acme ` | Acme",
                "TRIMMED | note | `a \\n` | a",
                "FOLDED_BLANKS | name | Acme \u00a0GmbH\\tAG | Acme GmbH AG",
                "FOLDED_BLANKS | note | a  b\\nc | a b\\nc",
                "NFC | name | Mu\u0308ller | M\u00fcller",
                "URL_WITH_SCHEME | website | acme.com | http://acme.com",
                "URL_WITH_SCHEME | website | https://acme.com | https://acme.com",
                "DAY_OF_MOMENT | since | 2026-01-31T23:30:00+02:00 | 2026-01-31",
                "ROUNDED_NUMBERS | seats | 1.23456 | 1.23",
                "ROUNDED_NUMBERS | seats | 1.005 | 1.01",
                "ROUNDED_NUMBERS | seats | 300 | 300.0"
            })
    void textIsShownInTheForm(ShownForm form, String key, String sent, String expected) throws Exception {
        String written = sent.replace("\\n", "\n").replace("\\t", "\t");
        values().show(form);
        assertEquals(expected.replace("\\n", "\n"), shown(key, written).asText());
        StoredRecord stored = state.record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830");
        assertEquals(written, stored.written(key));
        if (!written.equals(expected) && form != ShownForm.DAY_OF_MOMENT && form != ShownForm.ROUNDED_NUMBERS) {
            values().show();
            assertEquals(written, shown(key, written).asText());
        }
    }

    @Test
    void longTextIsCut() throws Exception {
        values().show(ShownForm.CUT_AT_255);
        assertEquals("x".repeat(255), shown("name", "x".repeat(300)).asText());
        assertEquals(300, shown("note", "x".repeat(300)).asText().length());
    }

    @Test
    void momentIsNoDateUnlessSet() throws Exception {
        assertEquals(422, put("since", "2026-01-31T08:00:00Z").status());
        values().show(ShownForm.DAY_OF_MOMENT);
        assertEquals(422, put("since", "31.01.2026 08:00:00").status());
    }

    @Test
    void breaksAndParagraphsTogetherSplitAtBlankLines() throws Exception {
        values().show(ShownForm.NOTE_LINES_AS_PARAGRAPHS, ShownForm.NOTE_LINES_WITH_BREAKS);
        assertEquals("<p>a<br>b</p><p>c</p>", shown("note", "a\nb\n\nc").asText());
    }

    @Test
    void optionIsShownByLabelOrById() throws Exception {
        String gold = state.table("customers").optionId("tier", "gold");
        assertEquals(gold, shown("tier", gold).asText());
        values().show(ShownForm.LABEL_FOR_OPTION_ID);
        assertEquals("gold", shown("tier", gold).asText());
        assertEquals("silver", shown("tier", "silver").asText());
        String web = state.table("customers").optionId("channels", "Web");
        assertEquals(
                "[\"Direct\",\"Web\"]",
                shown("channels", List.of("Direct", web)).toString());
        values().show(ShownForm.OPTION_ID_FOR_LABEL);
        assertEquals(gold, shown("tier", "gold").asText());
    }

    @Test
    void unknownChoiceIsRefusedOrIgnored() throws Exception {
        shown("tier", "gold");
        SimulatorSession.Reply refused = put("tier", "platinum");
        assertEquals(422, refused.status());
        assertEquals("{\"error\":\"Tier is not a valid option\"}", refused.text());
        values().unknownChoices(OnUnknown.IGNORED);
        session.pass(Duration.ofSeconds(5));
        assertEquals("gold", shown("tier", "platinum").asText());
        assertEquals("[\"Web\"]", shown("channels", List.of("Web", "Fax")).toString());
        assertEquals("[\"Web\"]", shown("channels", List.of("Fax")).toString());
        assertTrue(shown("tier", "").isMissingNode(), "the field can be cleared");
    }

    @Test
    void ignoredChoiceChangesNothing() throws Exception {
        shown("tier", "gold");
        values().unknownChoices(OnUnknown.IGNORED);
        session.pass(Duration.ofSeconds(5));
        List<StoredRecord> before = state.snapshot();
        shown("tier", "platinum");
        assertEquals(before, state.snapshot());
    }

    @Test
    void labelsMayBeSentAsCommaTextAndBeSorted() throws Exception {
        assertEquals(422, put("tags", "b,a").status());
        values().show(ShownForm.LABELS_FROM_COMMA_TEXT);
        assertEquals("[\"b\",\"a\"]", shown("tags", "b, a").toString());
        values().show(ShownForm.SORTED_LABELS);
        assertEquals("[\"a\",\"b\"]", shown("tags", List.of("b", "a", "b")).toString());
    }

    @Test
    void userIsShownByIdWithTheAddressBeside() throws Exception {
        assertEquals(
                "[\"jo@acme.example\"]",
                shown("owners", List.of("jo@acme.example")).toString());
        values().show(ShownForm.ID_FOR_EMAIL);
        JsonNode field = field(put("owners", List.of("jo@acme.example")).json(), "owners");
        String id = field.path("value").path(0).asText();
        assertTrue(id.matches("[0-9]+"), id);
        assertEquals("array", field.path("type").asText());
        assertEquals("[\"jo@acme.example\"]", field.path("email_value").toString());
        assertEquals(id, field.path("full_value").path(0).path("id").asText());
        assertEquals(id, shown("owners", List.of(id)).path(0).asText());
        assertNotEquals(id, shown("owners", List.of("al@acme.example")).path(0).asText());
    }

    @Test
    void worksheetShowsItsCells() throws Exception {
        assertTrue(shown("sheet", Map.of("123", 10)).isMissingNode());
        values().show(ShownForm.WORKSHEET_CELLS);
        JsonNode sheet = shown("sheet", Map.of("123", 10));
        assertEquals(
                "{\"values\":{\"123\":{\"value\":10,\"name\":\"123\",\"display_value\":\"10.0\"}}}", sheet.toString());
        assertEquals(2, shown("sheet", Map.of("456", 1)).path("values").size(), "other cells stay");
    }

    @Test
    void sameShownValueIsNoChange() throws Exception {
        values().show(ShownForm.TRIMMED);
        shown("name", "Acme");
        session.pass(Duration.ofSeconds(5));
        StoredRecord before = state.record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830");
        shown("name", " Acme ");
        StoredRecord after = state.record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830");
        assertEquals(before.updatedAt(), after.updatedAt());
        assertEquals(" Acme ", after.written("name"));
    }

    @Test
    void formsCombineInPostAndSeed() throws Exception {
        values().show(ShownForm.values());
        String body = "{\"custom_object_record\":{\"custom_fields\":{\"name\":\" R&D  \",\"note\":\"a & b\\nc\"}}}";
        JsonNode created = session.post(CUSTOMERS, body).json();
        assertEquals("R&amp;D", field(created, "name").path("value").asText());
        assertEquals(
                "<p>a &amp; b<br>c</p>", field(created, "note").path("value").asText());
        assertEquals(
                "<p>a &amp; b<br>c</p>", field(created, "note").path("body").asText());
        String seeded = state.seedRecord("PRJ1", "customers", Map.of("name", " R&D  "));
        assertEquals(
                "R&amp;D", state.record(RecordKind.CUSTOM_OBJECT_RECORD, seeded).text("name"));
    }

    @Test
    void answersToWritesMayLeaveFieldsOut() throws Exception {
        values().inAnswers(FieldsInAnswers.EMPTY_LIST);
        assertEquals(
                "[]",
                put("name", "A")
                        .json()
                        .path("custom_object_record")
                        .path("custom_fields")
                        .toString());
        values().inAnswers(FieldsInAnswers.MISSING);
        assertFalse(put("name", "B").json().path("custom_object_record").has("custom_fields"));
        assertEquals("B", field(session.get(ACME).json(), "name").path("value").asText());
    }

    @Test
    void fieldMayBeHidden() throws Exception {
        values().hide("website");
        assertTrue(shown("website", "x.example").isMissingNode());
        assertEquals(
                "x.example",
                state.record(RecordKind.CUSTOM_OBJECT_RECORD, "640362830").text("website"));
        assertEquals(
                "Acme Corp",
                field(session.get(ACME).json(), "name").path("value").asText());
    }
}
