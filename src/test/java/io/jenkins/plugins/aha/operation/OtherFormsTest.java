package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldsInAnswers;
import io.jenkins.plugins.aha.simulator.OnUnknown;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.ShownForm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aha! shows values in other forms than those that were sent: nothing is doubled, lost, or written for nothing. */
class OtherFormsTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private RecordedBuild build = aha.build();

    static Stream<List<ShownForm>> formsAloneAndTogether() {
        return Stream.concat(Arrays.stream(ShownForm.values()).map(List::of), together());
    }

    /** All forms, but for one of the two that turn ids and labels into each other. */
    private static Stream<List<ShownForm>> together() {
        List<ShownForm> ids = new ArrayList<>(List.of(ShownForm.values()));
        ids.remove(ShownForm.OPTION_ID_FOR_LABEL);
        List<ShownForm> labels = new ArrayList<>(List.of(ShownForm.values()));
        labels.remove(ShownForm.LABEL_FOR_OPTION_ID);
        return Stream.of(ids, labels);
    }

    private void show(List<ShownForm> forms) {
        aha.simulator().settings().values().show(forms.toArray(ShownForm[]::new));
    }

    /** A row with a value for each type of field, of which some change in each form. */
    private Map<String, Object> row(String name, List<ShownForm> forms) {
        Map<String, Object> row = new HashMap<>();
        row.put("name", name);
        row.put("region", " Mu\u0308nchen \u00a0 & Umland ");
        row.put("waits_for", "Deployed to R&D for the customer ".repeat(12));
        row.put("website", "www." + name.replace(" ", "") + ".example");
        row.put(
                "note",
                name.endsWith("1")
                        ? "<b onclick='x()'>Fixed</b> <x>login</x> <a href='https://a.example/1'>more</a>"
                        : "  Fixed login for R&D\nFixed  export < 5 List<String>\n\nDone");
        row.put(
                "last_deployment",
                forms.contains(ShownForm.DAY_OF_MOMENT) ? "2026-01-31T23:30:00+02:00" : "2026-01-31");
        row.put("seats", "1.23456");
        row.put(
                "tags",
                forms.contains(ShownForm.LABELS_FROM_COMMA_TEXT)
                        ? "web, api & more,web"
                        : List.of("web", "api", "web"));
        boolean ids = forms.contains(ShownForm.LABEL_FOR_OPTION_ID);
        row.put("plan", ids ? option("plan", "Pro") : "Pro");
        row.put(
                "channels",
                ids ? List.of(option("channels", "Web"), option("channels", "Direct")) : List.of("Web", "Direct"));
        if (forms.contains(ShownForm.ID_FOR_EMAIL)) {
            row.put("account_managers", List.of("joe@acme.example", "ann@acme.example"));
        }
        return row;
    }

    private String option(String field, String label) {
        return aha.state().table("customers").optionId(field, label);
    }

    private static Map<String, Object> upsert(Object fields) {
        return Map.of("product", "PRJ1", "table", "customers", "uniqueBy", "name", "fields", fields);
    }

    private static List<Object> outcomes(List<Map<String, Object>> records) {
        return records.stream().map(record -> record.get("outcome")).distinct().toList();
    }

    private void assertNoWarning() {
        assertEquals(List.of(), build.warnings());
    }

    @ParameterizedTest
    @MethodSource("formsAloneAndTogether")
    void theSecondOfTwoEqualUpsertsWritesNothingAndWarnsOfNothing(List<ShownForm> forms) throws Exception {
        show(forms);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < 40; row++) {
            rows.add(row("Customer " + row, forms));
        }
        assertEquals(List.of("created"), outcomes(build.records("ahaCreateRecord", upsert(rows))));
        assertNoWarning();
        assertTrue(build.lines().size() <= 40 + 12, "a form is said once a field, not once a row: " + build.lines());
        build = aha.build();
        assertEquals(List.of("kept"), outcomes(build.records("ahaCreateRecord", upsert(rows))));
        assertEquals(List.of("Aha!: kept 40 records of table customers in product PRJ1 as they are"), build.lines());
        assertEquals(0, aha.requests("PUT"));
        assertEquals(52, aha.customers().size());
    }

    @ParameterizedTest
    @MethodSource("formsAloneAndTogether")
    void aLostAnswerMakesOneRecord(List<ShownForm> forms) throws Exception {
        show(forms);
        int number = 0;
        for (Fault fault : List.of(
                Fault.DROPPED_AFTER_STORING, Fault.SERVER_ERROR_AFTER_STORING, Fault.GATEWAY_TIMEOUT_AFTER_STORING)) {
            for (boolean unique : List.of(true, false)) {
                Map<String, Object> parameters = new HashMap<>(upsert(row("Lost Corp " + ++number, forms)));
                if (!unique) {
                    parameters.remove("uniqueBy");
                }
                aha.simulator().faults().when((method, path) -> method.equals("POST"), 1, fault);
                Map<String, Object> record = build.record("ahaCreateRecord", parameters);
                assertEquals("created", record.get("outcome"));
                assertEquals(12 + number, aha.customers().size(), fault + ", by name: " + unique);
            }
        }
        aha.restartController();
        build = aha.build();
        build.run("ahaCreateRecord", upsert(row("Lost Corp 1", forms)));
        build.run("ahaCreateRecord", upsert(row("Lost Corp 1", forms)));
        assertEquals(12 + number, aha.customers().size());
    }

    @ParameterizedTest
    @EnumSource(FieldsInAnswers.class)
    void anAnswerWithoutFieldsIsReadAgain(FieldsInAnswers fields) throws Exception {
        aha.simulator().settings().values().inAnswers(fields);
        aha.simulator().settings().staleReads(1);
        for (String tier : List.of("gold", "silver")) {
            Map<String, Object> record = build.record("ahaCreateRecord", upsert(Map.of("name", "New", "tier", tier)));
            assertEquals(Map.of("name", "New", "tier", tier), record.get("fields"));
        }
        assertEquals(
                "kept",
                build.record("ahaCreateRecord", upsert(Map.of("name", "New", "tier", "silver")))
                        .get("outcome"));
        assertNoWarning();
    }

    @Test
    void aKeyInAnotherFormIsFoundAgain() throws Exception {
        show(List.of(
                ShownForm.FOLDED_BLANKS,
                ShownForm.TRIMMED,
                ShownForm.NFC,
                ShownForm.ENTITIES_IN_TEXTS,
                ShownForm.CUT_AT_255));
        for (String outcome : List.of("created", "kept", "kept")) {
            Map<String, Object> row = Map.of("name", " Mu\u0308ller &  So\u0308hne GmbH", "tier", "gold");
            assertEquals(outcome, build.record("ahaCreateRecord", upsert(row)).get("outcome"));
        }
        assertEquals(13, aha.customers().size());
        assertEquals(1, aha.requests("POST"));
    }

    @Test
    void aKeyThatWasCutIsAnErrorAfterTheFirstCreateAndNeverDoubled() {
        show(List.of(ShownForm.CUT_AT_255));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int row = 0; row < 5; row++) {
            rows.add(Map.of("name", "Customer " + row + " of many ".repeat(40)));
        }
        AhaException changed = assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows)));
        assertEquals(AhaException.Reason.UNCERTAIN, changed.getReason());
        String id = aha.customers().get(12).id();
        assertTrue(
                changed.getMessage()
                        .startsWith("Created record " + id + " in table customers of product PRJ1, but its"
                                + " key would not be found again: Aha! shows 'Customer 0 of many"),
                changed.getMessage());
        assertTrue(
                changed.getMessage().endsWith("Done before: nothing; failed: record 1; not begun: 4, from record 2."),
                changed.getMessage());
        aha.restartController();
        build = aha.build();
        AhaException near = assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows)));
        assertTrue(near.getMessage().contains("record 1 is nearly the same as record " + id), near.getMessage());
        assertEquals(1, aha.requests("POST"));
    }

    @Test
    void nearMatchesAreRefusedBeforeAnythingIsWritten() {
        for (String name : List.of("CONTOSO", "Con toso", "contoso\u200b", "Ｃontoso")) {
            List<Map<String, Object>> rows = List.of(Map.of("name", "New"), Map.of("name", name, "tier", "x"));
            AhaException near =
                    assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert(rows)), name);
            assertEquals(AhaException.Reason.REFUSED, near.getReason());
            assertEquals(
                    "Could not create records in table customers of product PRJ1 by name: record 2 is nearly the same as"
                            + " record " + aha.customer("Contoso")
                            + " (name: 'Contoso'). Nothing was written. Write the"
                            + " key as it stands in Aha!, or correct it there.",
                    near.getMessage());
        }
        assertEquals(0, aha.requests("POST") + aha.requests("PUT"));
    }

    @Test
    void whatIsNearToAnotherButExistsIsMeant() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "CONTOSO"));
        assertEquals(
                "kept",
                build.record("ahaCreateRecord", upsert(Map.of("name", "CONTOSO")))
                        .get("outcome"));
        assertEquals(
                "created",
                build.record("ahaCreateRecord", upsert(Map.of("name", "Contoso 2")))
                        .get("outcome"));
    }

    @Test
    void aNumberKeyThatWasRoundedIsNeverDoubled() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N", "seats", "40"));
        show(List.of(ShownForm.ROUNDED_NUMBERS));
        Map<String, Object> upsert = Map.of(
                "product", "PRJ1", "table", "customers", "uniqueBy", "seats", "fields", Map.of("seats", "1.999"));
        assertTrue(assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert))
                .getMessage()
                .contains("would not be found again"));
        aha.restartController();
        build = aha.build();
        assertTrue(assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert))
                .getMessage()
                .contains("is nearly the same as record"));
        assertEquals(1, aha.requests("POST"));
    }

    @ParameterizedTest
    @MethodSource("formsAloneAndTogether")
    void everyFieldMayBeAKey(List<ShownForm> forms) throws Exception {
        Map<String, Object> row = row("Customer 7", forms);
        aha.state().seedRecord("PRJ1", "customers", Map.of("seats", "7", "tags", List.of("x"), "note", "y"));
        aha.state().seedRecord("PRJ1", "customers", Map.of("plan", "Basic", "channels", List.of("Partner")));
        aha.state().seedRecord("PRJ1", "customers", Map.of("account_managers", List.of("1020675218")));
        show(forms);
        for (String key : row.keySet()) {
            Map<String, Object> upsert = Map.of(
                    "product", "PRJ1", "table", "customers", "uniqueBy", key, "fields", Map.of(key, row.get(key)));
            int before = aha.customers().size();
            for (int times = 0; times < 3; times++) {
                try {
                    build.run("ahaCreateRecord", upsert);
                } catch (AhaException refused) {
                    assertTrue(
                            refused.getMessage().contains("would not be found again")
                                    || refused.getMessage().contains("is nearly the same as"),
                            refused.getMessage());
                }
                if (!forms.contains(ShownForm.OPTION_ID_FOR_LABEL)) {
                    aha.restartController();
                    build = aha.build();
                }
            }
            assertEquals(before + 1, aha.customers().size(), key);
        }
    }

    @Test
    void numberKeysWithAsManyPlacesAsTheFieldKeepsAreNotNear() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N", "seats", "1.2"));
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N", "seats", "7.75"));
        Map<String, Object> upsert =
                Map.of("product", "PRJ1", "table", "customers", "uniqueBy", "seats", "fields", Map.of("seats", "1.25"));
        assertEquals("created", build.record("ahaCreateRecord", upsert).get("outcome"));
        assertEquals("kept", build.record("ahaCreateRecord", upsert).get("outcome"));
    }

    @Test
    void aKeyFieldThatNoRecordHasIsRefused() {
        Map<String, Object> upsert = Map.of(
                "product",
                "PRJ1",
                "table",
                "customers",
                "uniqueBy",
                "Name",
                "fields",
                Map.of("Name", "A", "name", "A"));
        AhaException unknown = assertThrows(AhaException.class, () -> build.run("ahaCreateRecord", upsert));
        assertEquals(
                "Could not create records in table customers of product PRJ1 by Name: no record of the table has a value in"
                        + " 'Name'. Nothing was written. The fields that its records have are last_deployment, name,"
                        + " region, tier, waits_for, website; give one of these API keys to uniqueBy, with the same upper"
                        + " and lower case.",
                unknown.getMessage().replace("note, ", ""));
        assertEquals(0, aha.requests("POST"));
    }

    @Test
    void anIgnoredChoiceIsAnErrorWhereTheOldValueIsKnown() throws Exception {
        aha.simulator().settings().values().unknownChoices(OnUnknown.IGNORED);
        String id = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N", "plan", "Basic"));
        for (int times = 0; times < 2; times++) {
            AhaException ignored = assertThrows(
                    AhaException.class,
                    () -> build.run("ahaCreateRecord", upsert(Map.of("name", "N", "plan", "Platinum"))));
            assertEquals(
                    "Record " + id + " was written, but Aha! did not store every value: field 'plan' shows 'Basic'"
                            + " instead of 'Platinum'. Check that the value is one that the field takes, such as a choice"
                            + " of its list. verify: false turns this check off.",
                    ignored.getMessage());
        }
        build.run("ahaUpdateRecord", Map.of("id", id, "fields", Map.of("plan", "Pro")));
        AhaException ignored = assertThrows(
                AhaException.class,
                () -> build.run("ahaUpdateRecord", Map.of("id", id, "fields", Map.of("plan", "Platinum"))));
        assertTrue(
                ignored.getMessage().contains("field 'plan' shows 'Pro' instead of 'Platinum'"), ignored.getMessage());
    }

    @Test
    void aLabelThatWasDroppedFromAListIsAnError() throws Exception {
        aha.simulator().settings().values().unknownChoices(OnUnknown.IGNORED);
        Object tags = List.of("Web", "Bogus");
        AhaException dropped = assertThrows(
                AhaException.class, () -> build.run("ahaCreateRecord", upsert(Map.of("name", "N", "channels", tags))));
        assertTrue(dropped.getMessage().contains("field 'channels' shows"), dropped.getMessage());
    }

    @ParameterizedTest
    @MethodSource("formsAloneAndTogether")
    void aRestartMakesAtMostOneWriteMoreAndNoError(List<ShownForm> forms) throws Exception {
        show(forms);
        Map<String, Object> row = row("Customer 7", forms);
        build.run("ahaCreateRecord", upsert(row));
        aha.restartController();
        build = aha.build();
        build.run("ahaCreateRecord", upsert(row));
        assertNoWarning();
        long written = aha.requests("PUT");
        assertTrue(written <= 1, written + " updates");
        build = aha.build();
        build.run("ahaCreateRecord", upsert(row));
        assertEquals(written, aha.requests("PUT"));
        assertEquals(List.of("Aha!: kept 1 records of table customers in product PRJ1 as they are"), build.lines());
        assertEquals(13, aha.customers().size());
    }

    @Test
    void optionsAreAskedForWhereOnlyAhaKnowsWhatAnIdMeans() throws Exception {
        show(List.of(ShownForm.LABEL_FOR_OPTION_ID));
        aha.simulator().settings().values().unknownChoices(OnUnknown.IGNORED);
        String id = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "N", "plan", "Pro"));
        Map<String, Object> row = Map.of("name", "N", "plan", option("plan", "Pro"));
        assertEquals("kept", build.record("ahaCreateRecord", upsert(row)).get("outcome"));
        assertEquals(0, aha.requests("PUT"));
        build.run("ahaUpdateRecord", Map.of("id", id, "fields", row));
        assertNoWarning();
        AhaException ignored = assertThrows(
                AhaException.class,
                () -> build.run("ahaCreateRecord", upsert(Map.of("name", "N", "plan", "6776757454428589999"))));
        assertTrue(
                ignored.getMessage().contains("field 'plan' shows 'Pro' instead of '6776757454428589999'"),
                ignored.getMessage());
        Map<String, Object> byPlan = Map.of(
                "product",
                "PRJ1",
                "table",
                "customers",
                "uniqueBy",
                "plan",
                "fields",
                Map.of("plan", option("plan", "Pro")));
        aha.restartController();
        build = aha.build();
        assertEquals("kept", build.record("ahaCreateRecord", byPlan).get("outcome"));
    }

    @Test
    void aLinkThatChangesInANoteIsWritten() throws Exception {
        show(List.of(ShownForm.SANITIZED_NOTES));
        for (String address : List.of("https://a.example/1", "https://a.example/2")) {
            String note = "<p>Release <a href=\"" + address + "\">notes</a></p>";
            Map<String, Object> record = build.record("ahaCreateRecord", upsert(Map.of("name", "N", "note", note)));
            assertTrue(aha.state()
                    .record(RecordKind.CUSTOM_OBJECT_RECORD, String.valueOf(record.get("id")))
                    .text("note")
                    .contains(address));
        }
        assertNoWarning();
    }

    @Test
    void whereFindsWhatIsShownInAnotherForm() throws Exception {
        List<ShownForm> forms = together().findFirst().orElseThrow();
        show(forms);
        Map<String, Object> row = row("Customer 7", forms);
        Object id = build.record("ahaCreateRecord", upsert(row)).get("id");
        Map<String, Object> known = new HashMap<>(row);
        known.remove("channels");
        for (Map.Entry<String, Object> field : known.entrySet()) {
            Object wanted = field.getValue() instanceof List<?> list ? list.get(0) : field.getValue();
            List<Map<String, Object>> found = build.records(
                    "ahaListRecords",
                    Map.of(
                            "product",
                            "PRJ1",
                            "table",
                            "customers",
                            "where",
                            Collections.singletonMap(field.getKey(), wanted)));
            assertTrue(found.stream().anyMatch(record -> id.equals(record.get("id"))), field.getKey());
        }
    }

    private Map<String, Object> run(Map<String, ?> row) throws Exception {
        build = aha.build();
        return build.record("ahaCreateRecord", upsert(row));
    }

    private static Map<String, Object> fields(String name, String field, Object value) {
        Map<String, Object> row = new HashMap<>(Map.of("name", name));
        row.put(field, value);
        return row;
    }

    private String refused(Map<String, ?> row) {
        return assertThrows(AhaException.class, () -> run(row)).getMessage();
    }

    private void assertOneWarning(String field) {
        assertEquals(1, build.warnings().size(), build.lines()::toString);
        assertTrue(build.warnings().get(0).contains("another value of field '" + field + "'"), build.lines()::toString);
    }

    /** A picture does not count where texts are nearly equal. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void aFieldThatShouldBeClearedAndIsNotIsAnError(String empty) {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New", "tier", "\uD83D\uDE80"));
        OddAnswers.turnBodies(aha, "\"tier\":" + (empty == null ? "null" : "\"\""), "\"tier\":\"\uD83D\uDE80\"");
        String refused = refused(fields("New", "tier", empty));
        assertTrue(refused.contains("field 'tier' shows '\uD83D\uDE80' instead of ''."), refused);
    }

    @Test
    void whatStandsInAFieldThatShouldBeClearedIsNoFormOfNothing() throws Exception {
        OddAnswers.turnBodies(aha, "\"tier\":\"\"", "\"tier\":\"none\"");
        run(fields("Contoso", "tier", ""));
        assertOneWarning("tier");
        assertTrue(refused(fields("Contoso", "tier", "")).contains("shows 'none' instead of ''"));
    }

    @Test
    void aChoiceThatKeepsItsOwnSpellingIsAWarning() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New", "plan", "Pro"));
        OddAnswers.turnBodies(aha, "\"plan\":\"PRO\"", "\"plan\":\"Pro\"");
        run(fields("New", "plan", "PRO"));
        assertOneWarning("plan");
    }

    @Test
    void fieldsThatWereDroppedAndFieldsThatWereIgnoredAreNamedTogether() {
        OddAnswers.turnBodies(aha, "\"platinum\"", "\"gold\"");
        Map<String, Object> row = fields("Contoso", "tier", "platinum");
        row.put("colour", "red");
        String refused = refused(row);
        assertTrue(refused.contains("did not keep the field 'colour'."), refused);
        assertTrue(refused.contains(" Besides, field 'tier' shows 'gold' instead of 'platinum'. "), refused);
    }

    /** Another build may have created it, and with other values. */
    @Test
    void aRecordThatWasFoundByItsKeyAfterALostAnswerGetsTheOtherValues() throws Exception {
        aha.restartController(transport -> request -> {
            if (request.method() == Request.Method.POST) {
                aha.state().seedRecord("PRJ1", "customers", Map.of("name", "New", "tier", "silver"));
                return new Response(502, Map.of(), new byte[0]);
            }
            return transport.send(request);
        });
        Map<String, Object> record = run(fields("New", "tier", "gold"));
        assertEquals("created", record.get("outcome"));
        assertEquals(13, aha.customers().size());
        assertEquals("gold", aha.customers().get(12).text("tier"));
        assertEquals(1, aha.requests("PUT"));
    }
}
