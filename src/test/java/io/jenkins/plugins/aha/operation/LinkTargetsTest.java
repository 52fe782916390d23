package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.Paging;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which things are linked. */
class LinkTargetsTest {
    private static final String NOTICE =
            "Aha!: links of epics are not in Aha!'s documents; they are tried all the same.";

    @AutoClose
    private final DemoAha aha = new DemoAha();

    private RecordedBuild build = aha.build();
    private final String contoso = aha.customer("Contoso");

    private List<Map<String, Object>> link(Object target, Map<String, ?> more) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("field", "customers", "records", contoso));
        parameters.put("target", target);
        parameters.putAll(more);
        return build.records("ahaLinkRecords", parameters);
    }

    private static List<Object> targets(List<Map<String, Object>> results) {
        return results.stream().map(result -> result.get("target")).toList();
    }

    @Test
    void everyKindIsLinkedByItsReferenceInTheOrderGiven() throws Exception {
        List<String> references = List.of(
                "PRJ1",
                "PRJ1-R-1",
                "PRJ1-1",
                "PRJ1-1-1",
                "PRJ1-I-1",
                "PRJ1-S-1",
                "PRJ1-G-1",
                "PRJ1-E-1",
                "ACCOUNT-O-123");
        List<Map<String, Object>> results = link(references, Map.of());
        assertEquals(references, targets(results));
        assertEquals(
                List.of(
                        "product",
                        "release",
                        "feature",
                        "requirement",
                        "idea",
                        "initiative",
                        "goal",
                        "epic",
                        "idea organization"),
                results.stream().map(result -> result.get("kind")).toList());
        assertEquals(9, aha.requests("PUT"));
        assertEquals(List.of(contoso), aha.state().links(RecordKind.IDEA_ORGANIZATION, "ACCOUNT-O-123", "customers"));
        assertEquals(1, build.lines().stream().filter(NOTICE::equals).count());
        link("PRJ1-2", Map.of());
        assertEquals(1, build.lines().stream().filter(NOTICE::equals).count());
    }

    @Test
    void numbersTakeTheirKindFromTheParameter() throws Exception {
        assertEquals(
                "feature", link(1007868956, Map.of("kind", "FEATURE")).get(0).get("kind"));
        assertEquals(List.of(contoso), aha.state().links(RecordKind.FEATURE, "PRJ1-1", "customers"));
        for (String kind : List.of("idea organization", "Idea_Organization")) {
            assertEquals(
                    "idea organization",
                    link("7101112131", Map.of("kind", kind)).get(0).get("kind"));
        }
    }

    @Test
    void recordsAreTargetsAsMapsOrByKindAlsoInLists() throws Exception {
        String first = aha.state().seedRecord("PRJ1", "deployments", Map.of("name", "1"));
        String second = aha.state().seedRecord("PRJ1", "deployments", Map.of("name", "2"));
        Map<String, Object> asMap = build.record("ahaGetRecord", Map.of("id", first));
        List<Object> both = List.of(asMap, build.record("ahaGetRecord", Map.of("id", second)), asMap);
        assertEquals(List.of(first, second), targets(link(both, Map.of("field", "customer"))));
        assertEquals(
                List.of("record", "record"),
                link(both, Map.of("field", "customer")).stream()
                        .map(one -> one.get("kind"))
                        .toList());
        assertEquals(
                false,
                link(first, Map.of("field", "customer", "kind", "record"))
                        .get(0)
                        .get("changed"));
        assertEquals(
                false,
                link(asMap, Map.of("field", "customer", "kind", "record"))
                        .get(0)
                        .get("changed"));
        assertEquals(List.of(contoso), aha.state().links(RecordKind.CUSTOM_OBJECT_RECORD, second, "customer"));
    }

    @Test
    @Timeout(60)
    void tenAreReadAtOnceAndFourWritten() throws Exception {
        DemoWorld.fillRelease(aha.simulator(), 20);
        CyclicBarrier ten = new CyclicBarrier(10);
        AtomicInteger writing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        aha.restartController(transport -> request -> {
            if (request.method() == Request.Method.GET) {
                Meeting.await(ten);
                return transport.send(request);
            }
            most.accumulateAndGet(writing.incrementAndGet(), Math::max);
            try {
                return transport.send(request);
            } finally {
                writing.decrementAndGet();
            }
        });
        build = aha.build();
        ExecutorService workers = Executors.newFixedThreadPool(10);
        try {
            build.helpedBy(workers);
            link(
                    IntStream.rangeClosed(1, 20)
                            .mapToObj(feature -> "PRJ1-" + feature)
                            .toList(),
                    Map.of());
        } finally {
            workers.shutdownNow();
        }
        assertEquals(20, aha.requests("PUT"));
        assertTrue(most.get() <= 4, "written at once: " + most);
    }

    @Test
    void equalTargetsAreLinkedOnce() throws Exception {
        assertEquals(List.of("PRJ1-1"), targets(link(new String[] {"PRJ1-1", "prj1-1"}, Map.of())));
        assertEquals(1, aha.requests("GET"));
    }

    @Test
    void emptyListOfTargetsLinksNothing() throws Exception {
        assertEquals(List.of(), link(List.of(), Map.of("withFeatures", true)));
        assertEquals(List.of("Aha!: nothing to link, the list of targets is empty."), build.lines());
        assertEquals(0, aha.simulator().requests().size());
    }

    @Test
    void releaseBringsItsFeaturesAlongEachOnce() throws Exception {
        List<Map<String, Object>> results = link(List.of("PRJ1-3", "PRJ1-R-1"), Map.of("withFeatures", true));
        assertEquals(List.of("PRJ1-3", "PRJ1-R-1", "PRJ1-1", "PRJ1-2", "PRJ1-4", "PRJ1-5", "PRJ1-6"), targets(results));
        assertEquals(7, build.changes().size());
        assertEquals(List.of(contoso), aha.state().links(RecordKind.FEATURE, "PRJ1-6", "customers"));
    }

    @Test
    void featuresAreReadPageAfterPage() throws Exception {
        for (int number = 7; number <= 401; number++) {
            aha.state().seedFeature("PRJ1-" + number, "Feature " + number, "PRJ1-R-1");
        }
        Map<String, Object> dry = Map.of("withFeatures", true, "dryRun", true);
        assertEquals(402, link("PRJ1-R-1", dry).size());
        assertEquals(3, featurePages());
        aha.simulator().settings().paging(Paging.ENDLESS);
        assertEquals(402, link("PRJ1-R-1", dry).size());
        assertEquals(7, featurePages());
    }

    private long featurePages() {
        return aha.simulator().requests().stream()
                .filter(request -> request.rawPath().endsWith("/features"))
                .count();
    }

    @Test
    void missingTargetFailsTheStep() {
        AhaException missing =
                assertThrows(AhaException.class, () -> link(List.of("PRJ1-1", "PRJ1-99", "PRJ1-2"), Map.of()));
        assertEquals(404, missing.getStatus());
        assertTrue(missing.getMessage().contains("failed: feature PRJ1-99"), missing.getMessage());
        AhaException release = assertThrows(AhaException.class, () -> link("PRJ1-R-9", Map.of("withFeatures", true)));
        assertTrue(release.getMessage().contains("list the features of release PRJ1-R-9"), release.getMessage());
    }

    @Test
    void missingTargetsAreToldAndSkippedWhereThatIsAllowed() throws Exception {
        List<Map<String, Object>> results =
                link(List.of("PRJ1-R-9", "PRJ1-99", "PRJ1-R-1"), Map.of("withFeatures", true, "ifMissing", "ignore"));
        assertEquals(7, results.size());
        assertTrue(
                build.lines().contains("Aha!: release PRJ1-R-9 was not found; skipped."),
                build.lines().toString());
        assertTrue(build.lines().contains("Aha!: feature PRJ1-99 was not found; skipped."));
        assertEquals(7, build.changes().size());
    }

    @Test
    void onlyMissingTargetsAreSkipped() {
        aha.state().forbid("278327321");
        for (boolean withFeatures : List.of(true, false)) {
            AhaException refused = assertThrows(
                    AhaException.class,
                    () -> link("PRJ1-R-1", Map.of("withFeatures", withFeatures, "ifMissing", "ignore")));
            assertEquals(403, refused.getStatus());
        }
    }

    @Test
    void theLogNamesTargetsAndTheRecordsThatTheBuildHasSeen() throws Exception {
        List<Map<String, Object>> made = build.records(
                "ahaCreateRecord",
                Map.of(
                        "product",
                        "PRJ1",
                        "table",
                        "customers",
                        "fields",
                        IntStream.range(0, 12)
                                .mapToObj(row -> Map.of("name", "Customer " + row))
                                .toList()));
        List<Object> ids = made.stream().map(record -> record.get("id")).toList();
        build.run("ahaLinkRecords", Map.of("target", "PRJ1", "field", "customers", "records", ids.subList(0, 2)));
        build.run("ahaLinkRecords", Map.of("target", "PRJ1-1", "field", "customers", "records", ids));
        build.run("ahaLinkRecords", Map.of("target", "PRJ1-1", "field", "customers", "mode", "clear"));
        RecordedBuild another = aha.build();
        another.run("ahaLinkRecords", Map.of("target", "PRJ1-1", "field", "customers", "records", ids.get(0)));
        List<String> lines = build.lines().subList(12, 15);
        assertEquals(
                List.of(
                        "Aha!: product PRJ1 \"Project 1\": linked 2 customers (Customer 0, Customer 1)",
                        "Aha!: feature PRJ1-1 \"Single sign-on\": linked 12 customers (Customer 0, Customer 1, Customer 2,"
                                + " Customer 3, Customer 4, Customer 5, Customer 6, Customer 7, Customer 8, Customer 9 and 2"
                                + " more)",
                        "Aha!: feature PRJ1-1 \"Single sign-on\": unlinked 12 customers (Customer 0, Customer 1, Customer 2,"
                                + " Customer 3, Customer 4, Customer 5, Customer 6, Customer 7, Customer 8, Customer 9 and 2"
                                + " more)"),
                lines);
        assertEquals(
                List.of("Aha!: feature PRJ1-1 \"Single sign-on\": linked 1 customers (" + ids.get(0) + ")"),
                another.lines());
        assertEquals(
                aha.simulator().url() + "/projects/PRJ1",
                build.changes().get(12).subject().url());
    }

    @Test
    void aTargetThatIsGivenByItsNumberIsLoggedByItsReference() throws Exception {
        build.run(
                "ahaLinkRecords",
                Map.of("target", "1007868956", "kind", "feature", "field", "customers", "records", contoso));
        assertTrue(
                build.lines().get(0).startsWith("Aha!: feature PRJ1-1 \"Single sign-on\": "), build.lines()::toString);
    }
}
