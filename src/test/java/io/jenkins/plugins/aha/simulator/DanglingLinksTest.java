package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.SimulatorSession.ACME;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Links that go on naming a record that was deleted, and what a write makes of them. */
class DanglingLinksTest {
    private static final String IDEA = "/api/v1/ideas/PRJ1-I-2";
    private static final String BOTH =
            "{\"idea\":{\"custom_object_links\":{\"customers\":[\"640362830\",\"8397122\"]}}}";

    @AutoClose
    private final SimulatorSession session = SimulatorSession.ofDocuments();

    @BeforeEach
    void start() throws Exception {
        session.simulator().settings().danglingLinks(true);
        session.delete(ACME);
    }

    private List<String> linked() {
        return session.simulator().state().links(RecordKind.IDEA, "PRJ1-I-2", "customers");
    }

    @Test
    void deletedRecordStaysLinked() throws Exception {
        assertEquals(404, session.get(ACME).status());
        assertEquals(List.of("640362830"), linked());
        assertEquals(
                "640362830",
                session.get(IDEA)
                        .json()
                        .path("idea")
                        .path("custom_object_links")
                        .path(0)
                        .path("record_ids")
                        .path(0)
                        .asText());
    }

    @Test
    void writeThatNamesItDropsIt() throws Exception {
        assertEquals(200, session.put(IDEA, BOTH).status());
        assertEquals(List.of("8397122"), linked());
    }

    @Test
    void writeThatNamesItMayBeRefused() throws Exception {
        session.simulator().settings().unknownLinkIds(OnUnknown.REJECTED);
        assertEquals(422, session.put(IDEA, BOTH).status());
        assertEquals(List.of("640362830"), linked());
    }

    @Test
    void recordRemovedBehindTheClientsBackStaysLinkedToo() {
        session.simulator().state().seedLinks(RecordKind.IDEA, "PRJ1-I-2", "customers", "8397122");
        session.simulator().state().removeRecord("8397122");
        assertEquals(List.of("8397122"), linked());
    }
}
