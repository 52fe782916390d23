package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.LinksInAnswers;
import io.jenkins.plugins.aha.simulator.OnUnknown;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes to a list of links whose outcome is unknown or comes late, and replicas that do not know the latest. */
class LateLinksTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final List<String> ids =
            aha.customers().stream().map(StoredRecord::id).toList();

    private Map<String, Object> change(String mode, String id) throws Exception {
        return change(aha.build(), mode, id);
    }

    private static Map<String, Object> change(RecordedBuild build, String mode, String id) throws Exception {
        return build.records(
                        "ahaLinkRecords",
                        Map.of("target", "PRJ1-R-1", "field", "customers", "records", id, "mode", mode))
                .get(0);
    }

    private List<String> stored() {
        return aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers");
    }

    private String newCustomer(String name) throws Exception {
        Map<String, ?> parameters = Map.of("product", "PRJ1", "table", "customers", "fields", Map.of("name", name));
        return aha.build().record("ahaCreateRecord", parameters).get("id").toString();
    }

    /** What a reading shows is a list that we replaced seconds ago, and yet the newest one. */
    @ParameterizedTest
    @CsvSource({"add, remove", "remove, add"})
    void aChangeThatFailedButWasStoredIsUndone(String first, String second) throws Exception {
        change("add", ids.get(1));
        if (first.equals("add")) {
            change("remove", ids.get(1));
        }
        List<String> before = stored();
        change(second, ids.get(2));
        change(first, ids.get(2));
        change(second, ids.get(2));
        aha.simulator().faults().when((method, path) -> method.equals("PUT"), 6, Fault.SERVER_ERROR_AFTER_STORING);
        assertThrows(AhaException.class, () -> change(first, ids.get(2)));
        change(second, ids.get(2));
        assertEquals(second.equals("add"), stored().contains(ids.get(2)), "from " + before + " to " + stored());
    }

    /** The first try of the first PUT arrives only two seconds after its answer was given up. */
    @Test
    void aWriteThatArrivesAfterItsRepeatUndoesNoLaterOne() throws Exception {
        LateTransport late = new LateTransport(Duration.ofSeconds(3), Duration.ofSeconds(5));
        aha.restartController(late::before);
        assertEquals(List.of(ids.get(1)), change("add", ids.get(1)).get("added"));
        assertEquals(List.of(ids.get(1)), change("remove", ids.get(1)).get("removed"));
        aha.time().sleep(Duration.ofSeconds(10));
        change("add", ids.get(2));
        assertEquals(List.of(ids.get(0), ids.get(2)), stored());
        assertTrue(late.hasArrived());
    }

    /** The first PUT is not answered while the client waits, and reaches Aha! later than that. */
    private final class LateTransport {
        private final Duration waited;
        private final Duration arrives;
        private Request held;
        private long due;

        LateTransport(Duration waited, Duration arrives) {
            this.waited = waited;
            this.arrives = arrives;
        }

        boolean hasArrived() {
            return due > 0 && held == null;
        }

        Transport before(Transport transport) {
            return request -> {
                if (held != null && aha.time().nanos() - due >= 0) {
                    Request arriving = held;
                    held = null;
                    transport.send(arriving);
                }
                if (request.method() == Request.Method.PUT && due == 0) {
                    held = request;
                    due = aha.time().nanos() + arrives.toNanos();
                    aha.time().sleep(waited);
                    return new Response(504, Map.of(), new byte[0]);
                }
                return transport.send(request);
            };
        }
    }

    /** One replica is further behind than the one that was read before. */
    @Test
    void aReadingOfTheTimeBeforeOtherChangesIsNotTakenForTheList() throws Exception {
        aha.simulator().settings().linksInAnswers(LinksInAnswers.MISSING);
        aha.state().seedLinks(RecordKind.RELEASE, "PRJ1-R-1", "customers", ids.get(2), ids.get(3));
        int[] gets = {0};
        aha.restartController(transport -> request -> {
            boolean old = request.method() == Request.Method.GET && ++gets[0] == 2;
            String shown = "{\"release\":{\"custom_object_links\":[{\"key\":\"customers\",\"record_ids\":[\""
                    + ids.get(0) + "\",\"" + ids.get(1) + "\"]}]}}";
            return old ? new Response(200, Map.of(), shown.getBytes(StandardCharsets.UTF_8)) : transport.send(request);
        });
        RecordedBuild build = aha.build();
        Map<String, Object> added = change(build, "add", ids.get(1));
        assertEquals(List.of(ids.get(2), ids.get(3), ids.get(1)), added.get("after"));
        assertTrue(build.lines().stream().noneMatch(line -> line.startsWith("Warning")), build.lines()::toString);
    }

    /** The replica still has the deleted record, and Aha! refuses the link to it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void addBesideARecordThatWasDeletedAMomentAgoIsANotice(boolean here) throws Exception {
        aha.simulator()
                .settings()
                .danglingLinks(true)
                .unknownLinkIds(OnUnknown.REJECTED)
                .staleMillis(1_000);
        String created = newCustomer("New");
        RecordedBuild other = here ? aha.build() : new RecordedBuild(aha.anotherController());
        other.run("ahaDeleteRecord", Map.of("id", ids.get(0)));
        RecordedBuild build = aha.build();
        assertEquals(List.of(created), change(build, "add", created).get("added"));
        assertEquals(List.of(created), stored());
        assertTrue(
                build.lines().stream().anyMatch(line -> line.startsWith("Warning") && line.contains(ids.get(0))),
                build.lines()::toString);
    }

    /** The list that an old replica shows after a deletion is none that this controller wrote. */
    @Test
    void anOldListLessADeletedRecordIsNotTakenForANewOne() throws Exception {
        aha.simulator().settings().unknownLinkIds(OnUnknown.REJECTED);
        change("add", ids.get(1));
        new RecordedBuild(aha.anotherController()).run("ahaDeleteRecord", Map.of("id", ids.get(0)));
        for (String id : ids.subList(2, 4)) {
            aha.simulator()
                    .faults()
                    .when((method, path) -> method.equals("GET") && path.contains("releases"), 1, Fault.STALE_READ);
            assertEquals(List.of(id), change("add", id).get("added"));
        }
        assertEquals(ids.subList(1, 4), stored());
    }

    /** A refusal for another reason, while no replica has the new record yet. */
    @Test
    void aRecordThatWasCreatedAMomentAgoIsNotTakenForADeletedOne() throws Exception {
        aha.simulator().settings().staleMillis(10_000);
        String created = newCustomer("New");
        change("add", created);
        aha.simulator().faults().when((method, path) -> method.equals("PUT"), 1, Fault.REFUSED_WITH_SUCCESS);
        assertThrows(AhaException.class, () -> change("add", ids.get(1)));
        assertEquals(List.of(ids.get(0), created), stored());
    }
}
