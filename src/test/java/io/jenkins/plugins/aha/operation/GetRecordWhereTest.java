package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class GetRecordWhereTest {
    private static final int PAGES = 5;

    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private static Map<String, Object> where(Map<String, ?> where) {
        return new HashMap<>(Map.of("product", "prj1", "table", "customers", "where", where));
    }

    private Object id(Map<String, ?> where) throws Exception {
        return build.record("ahaGetRecord", where(where)).get("id");
    }

    private String refused(Map<String, ?> where) {
        return assertThrows(AhaException.class, () -> id(where)).getMessage();
    }

    private long reads() {
        long reads = aha.requests("GET");
        aha.simulator().clearRequests();
        return reads;
    }

    @Test
    void theOneRecordWithTheseValuesIsRead() throws Exception {
        Map<String, Object> record = build.record("ahaGetRecord", where(Map.of("name", "Contoso")));
        assertEquals(aha.customer("Contoso"), record.get("id"));
        assertEquals("read", record.get("outcome"));
        assertEquals("Contoso", ((Map<?, ?>) record.get("fields")).get("name"));
    }

    @Test
    void aFieldWithSeveralValuesOneOfSeveralValuesAndNoValueMatchAsInAListing() throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Tagged", "tags", List.of("a", "b"), "seats", 7));
        Object tagged = aha.customer("Tagged");
        assertEquals(tagged, id(Map.of("tags", "b")));
        assertEquals(tagged, id(Map.of("tags", List.of("b", "c"))));
        assertEquals(tagged, id(Map.of("name", List.of("Nobody", "Tagged"))));
        assertEquals(tagged, id(Map.of("seats", "7.0", "region", "")));
        assertEquals(tagged, id(Map.of("name", "Tagged", "tier", Arrays.asList("gold", null))));
    }

    @Test
    void anIndexFindsTheSame() throws Exception {
        DemoWorld.fill(aha.simulator(), 1_000);
        aha.time().sleep(Duration.ofMinutes(5));
        theIndexIsAsked("tags", List.of("9"), Map.of("tags", "b"));
        theIndexIsAsked("name", "Other", Map.of("name", List.of("Nobody", "Tagged")));
        theIndexIsAsked("seats", 9, Map.of("seats", "7.0", "region", ""));
    }

    private void theIndexIsAsked(String field, Object other, Map<String, ?> where) throws Exception {
        aha.state().seedRecord("PRJ1", "customers", Map.of(field, other));
        aha.time().sleep(Duration.ofMinutes(5));
        refused(where);
        assertEquals(PAGES + 1, reads());
        aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Tagged", "tags", List.of("a", "b"), "seats", 7));
        Object tagged = aha.customer("Tagged");
        assertEquals(tagged, id(where));
        assertEquals(3, reads());
        aha.state().removeRecord((String) tagged);
        refused(where);
        reads();
    }

    @Test
    void noneIsAnErrorAndSoAreSeveral() {
        String none = refused(Map.of("name", "Nobody"));
        assertEquals(
                "Could not read the record of table customers of product PRJ1 by name: 'where' matches no record. Check"
                        + " the values in 'where', and that the API key's user can see the record.",
                none);
        String several = refused(Map.of("tier", "gold"));
        assertTrue(several.contains(" records match 'where': "), several);
        assertTrue(several.contains(aha.customer("Contoso")), several);
        for (int record = 0; record < 21; record++) {
            aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Twin"));
        }
        assertTrue(
                refused(Map.of("name", "Twin")).matches(".*: 21 records match 'where': (\\d+, ){19}\\d+ …\\. .*"),
                refused(Map.of("name", "Twin")));
    }

    @Test
    void aNoteIsFoundByItsWordsWhateverTheirFormatting() throws Exception {
        String noted = aha.state().seedRecord("PRJ1", "customers", Map.of("note", "<h2>Ship <b>it</b></h2>"));
        assertEquals(noted, id(Map.of("note", "Ship it")));
        assertTrue(refused(Map.of("note", "Ship it now")).contains("matches no record"));
        assertEquals(aha.customer("Contoso"), id(Map.of("note", "", "name", "Contoso")));
        assertTrue(refused(Map.of("note", "", "name", "", "tier", "")).contains("matches no record"));
    }

    @Test
    void aFieldThatNoRecordHasIsSaid() {
        refused(Map.of("nmae", "Contoso"));
        assertTrue(
                build.lines().stream().anyMatch(line -> line.contains("'nmae'")),
                () -> build.lines().toString());
    }

    @Test
    void aRehearsalGoesOnWithARecordThatWouldHaveBeenCreated() throws Exception {
        Map<String, Object> parameters = where(Map.of("name", "Nobody"));
        parameters.put("dryRun", true);
        assertEquals(RecordIds.DRY_RUN, build.record("ahaGetRecord", parameters).get("id"));
        parameters.put("where", Map.of("name", "Contoso"));
        assertEquals(
                aha.customer("Contoso"),
                build.record("ahaGetRecord", parameters).get("id"));
    }

    @Test
    void anIdOrValuesButNotBoth() {
        for (Map<String, Object> parameters : List.<Map<String, Object>>of(
                Map.of("id", "1", "product", "PRJ1", "table", "customers", "where", Map.of("name", "A")),
                Map.of("id", "1", "table", "customers"),
                Map.of("product", "PRJ1", "table", "customers"))) {
            String refusal = assertThrows(ParameterException.class, () -> Invocation.of("ahaGetRecord", parameters))
                    .getMessage();
            assertEquals("ahaGetRecord takes either 'id', or 'product', 'table' and 'where'.", refusal);
        }
        assertThrows(ParameterException.class, () -> Invocation.of("ahaGetRecord", Map.of()));
        assertThrows(ParameterException.class, () -> Invocation.of("ahaGetRecord", where(Map.of())));
        assertThrows(
                ParameterException.class,
                () -> Invocation.of("ahaGetRecord", Map.of("table", "customers", "where", Map.of("name", "A"))));
    }
}
