package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.AhaUser;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.ShownForm;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a record is that may be the one of a lost create: taking another's loses a write, leaving ours doubles it. */
@Timeout(60)
class WhoseRecordTest {
    @AutoClose
    private final SimulatedAha aha = new SimulatedAha();

    @BeforeEach
    void start() throws IOException {
        aha.simulator
                .state()
                .table("customers")
                .field("note", "Note", FieldType.NOTE)
                .field("deployed", "Deployed", FieldType.DATE)
                .field("tags", "Tags", FieldType.ARRAY)
                .field("managers", "Managers", FieldType.USERS)
                .field("seats", "Seats", FieldType.NUMBER)
                .field("region", "Region", FieldType.STRING)
                .choice("plan", "Plan", FieldType.STRING, "Basic", "Pro");
    }

    private CustomTableRecord create(Map<String, Object> fields, String... uniqueBy)
            throws AhaException, InterruptedException {
        return creation(fields, uniqueBy).create(RecordCreation.Intent.none());
    }

    private RecordCreation creation(Map<String, Object> fields, String... uniqueBy) {
        return new RecordCreation(aha.client, "PRJ1", "customers", fields, List.of(uniqueBy), Set.of());
    }

    private String seed(AhaUser user, Map<String, ?> fields) {
        return aha.simulator.state().seedRecord(user, "PRJ1", "customers", fields);
    }

    private void assertNamed(String id, Map<String, Object> fields) {
        AhaException unclear = assertThrows(AhaException.class, () -> create(fields));
        assertEquals(Reason.UNCERTAIN, unclear.getReason());
        assertEquals(
                "Could not find out whether a record was created in table customers of product PRJ1: the answer was lost,"
                        + " and what was created since may be it, or not: " + id
                        + ". Delete the superfluous ones in Aha!.",
                unclear.getMessage());
        assertEquals(1, aha.seen("POST"));
    }

    @Test
    void anotherUsersRecordIsNotOurs() throws Exception {
        String theirs = seed(AhaUser.JOHN_SMITH, Map.of("name", "Twin"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNotEquals(theirs, create(Map.of("name", "Twin")).id());
        assertEquals(2, aha.customersNamed("Twin").size());
        assertEquals(
                1,
                aha.simulator.requests().stream()
                        .filter(seen -> seen.rawPath().endsWith("/me"))
                        .count(),
                "asked once");
    }

    @Test
    void withoutTheUserARecordWithTheseValuesIsTakenAsBefore() throws Exception {
        aha.simulator
                .faults()
                .next(Fault.DROPPED_AFTER_STORING)
                .when((method, path) -> path.endsWith("/me"), 1, Fault.UNAUTHORIZED);
        create(Map.of("name", "Twin", "note", "a\nb"));
        assertEquals(1, aha.customersNamed("Twin").size());
        assertTrue(aha.log.stream().anyMatch(line -> line.startsWith("Whose API key this is could not be found out")));
    }

    @Test
    void withoutTheUserWhatCanOnlyBeGuessedIsNamed() {
        aha.simulator.settings().values().show(ShownForm.LABEL_FOR_OPTION_ID);
        aha.simulator
                .faults()
                .next(Fault.DROPPED_AFTER_STORING)
                .when((method, path) -> path.endsWith("/me"), 1, Fault.UNAUTHORIZED);
        aha.simulator.state().giveIds("72");
        String pro = aha.simulator.state().table("customers").optionId("plan", "Pro");
        assertNamed("72", Map.of("name", "Twin", "plan", pro));
    }

    @Test
    void aNoteWithOtherWordsIsNamedAndOneWithFewerIsTaken() throws Exception {
        String doubtful = seed(AhaUser.MARY_HUMPTY, Map.of("name", "Twin", "note", "<p>build 1</p>"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNamed(doubtful, Map.of("name", "Twin", "note", "build 2"));
        String ours = seed(AhaUser.MARY_HUMPTY, Map.of("name", "Other", "note", "<ul><li>build 3</li></ul>"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertEquals(ours, create(Map.of("name", "Other", "note", "* build 3")).id());
    }

    /**
     * A server makes an address of a text with blanks; an older rule took it for another value, and so for another
     * record.
     */
    @Test
    void aTextInAnAddressFieldMakesNoRecordAnotherOne() throws Exception {
        aha.simulator.settings().values().show(ShownForm.URL_WITH_SCHEME);
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
        create(Map.of("name", "Twin", "website", "www.acme.example  two  blanks "));
        assertEquals(1, aha.customersNamed("Twin").size());
        assertEquals(1, aha.seen("POST"));
    }

    /** What Aha! makes of the values of most types is not known. */
    @ParameterizedTest
    @CsvSource({
        "website, intranet, https://go.example/1",
        "deployed, 2026-01-31, 2026-02-01",
        "tags, big, large",
        "managers, ann@acme.example, bob@acme.example"
    })
    void aRecordThatDiffersInAFormThatNoRuleKnowsIsNamed(String field, String sent, String shown) {
        boolean list = field.equals("tags") || field.equals("managers");
        Object stored = list ? List.of(shown) : shown;
        String theirs = seed(AhaUser.MARY_HUMPTY, Map.of("name", "Twin", field, stored));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNamed(theirs, Map.of("name", "Twin", field, list ? List.of(sent) : sent));
    }

    @ParameterizedTest
    @CsvSource({"region, north, south", "seats, 1, 2", "plan, Basic, Pro"})
    void aRecordWithAnotherTextOrNumberIsNotOurs(String field, String sent, String shown) throws Exception {
        String theirs = seed(AhaUser.MARY_HUMPTY, Map.of("name", "Twin", field, shown));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNotEquals(theirs, create(Map.of("name", "Twin", field, sent)).id());
        assertEquals(2, aha.seen("POST"));
    }

    /** A number that is rounded to nothing, a text that is cut, escaped twice or loses what cannot be seen. */
    @ParameterizedTest
    @CsvSource({
        "seats, 0.004, 0.0",
        "seats, 12345678901234567, 12345678901234568.0",
        "region, 'far, far away, behind the mountains and the sea', 'far, far away, behind the mountains and the'",
        "region, a & b, a &amp;amp; b",
        "region, \ufeffnorth, north",
        "region, north <south>, north"
    })
    void aTextOrNumberThatMayBeAFormOfOursIsNotDoubled(String field, String sent, String shown) {
        seed(AhaUser.MARY_HUMPTY, Map.of("name", "Twin", field, shown));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        try {
            create(Map.of("name", "Twin", field, sent));
        } catch (AhaException named) {
            assertEquals(Reason.UNCERTAIN, named.getReason());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        assertEquals(1, aha.seen("POST"));
    }

    @Test
    void aRecordOfWhichNothingWasKeptIsNotDoubled() throws Exception {
        aha.simulator.faults().next(Fault.DROPPED_AFTER_STORING);
        int before = aha.simulator.state().records("PRJ1", "customers").size();
        create(Map.of("no_such_field", "x"));
        assertEquals(
                before + 1, aha.simulator.state().records("PRJ1", "customers").size());
        assertEquals(1, aha.seen("POST"));
    }

    @Test
    void theKeyDecidesWhateverTheRest() throws Exception {
        String theirs = seed(AhaUser.JOHN_SMITH, Map.of("name", "Twin", "website", "other"));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        RecordCreation creation = creation(Map.of("name", "Twin", "website", "mine"), "name");
        assertEquals(theirs, creation.create(RecordCreation.Intent.none()).id());
        assertTrue(creation.wasFound());
        RecordCreation other = creation(Map.of("name", "Another"), "name");
        other.create(RecordCreation.Intent.none());
        assertFalse(other.wasFound());
    }

    @Test
    void aRecordThatAnotherCreateMayWantIsLeftUntilThatIsSettled() {
        aha.simulator.settings().values().show(ShownForm.LABEL_FOR_OPTION_ID);
        String theirs = seed(AhaUser.MARY_HUMPTY, Map.of("name", "Twin", "plan", "Basic"));
        String basic = aha.simulator.state().table("customers").optionId("plan", "Basic");
        String pro = aha.simulator.state().table("customers").optionId("plan", "Pro");
        RecentWrites.Creating other =
                aha.account.recentWrites().creating("customers", Map.of("name", "Twin", "plan", basic));
        aha.simulator.faults().next(Fault.DROPPED_BEFORE_STORING);
        assertNamed(theirs, Map.of("name", "Twin", "plan", pro));
        aha.account.recentWrites().settled(other);
    }
}
