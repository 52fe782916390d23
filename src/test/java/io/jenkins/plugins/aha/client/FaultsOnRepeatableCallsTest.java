package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** GET, PUT and DELETE say how things shall be: one fault is overcome by asking again, or is reported at once. */
class FaultsOnRepeatableCallsTest {
    private static final Reference RELEASE = new Reference(Kind.RELEASE, "PRJ1-R-1");
    private static final Map<Fault, Reason> REFUSALS = new EnumMap<>(Map.of(
            Fault.MOVED_PERMANENTLY, Reason.REDIRECTED,
            Fault.FOUND, Reason.REDIRECTED,
            Fault.TEMPORARY_REDIRECT, Reason.REDIRECTED,
            Fault.HUGE_BODY, Reason.TOO_LARGE,
            Fault.GZIP_BOMB, Reason.TOO_LARGE,
            Fault.UNAUTHORIZED, Reason.UNAUTHORIZED,
            Fault.REFUSED_WITH_SUCCESS, Reason.REFUSED,
            Fault.NOT_FOUND, Reason.NOT_FOUND));
    /** Not even noticed. */
    private static final Set<Fault> HARMLESS = Set.of(Fault.NONE, Fault.STALLED_AFTER_STORING, Fault.SLOW_DRIP);

    /** A call, and what is true when it was carried out. */
    enum Call {
        GET {
            @Override
            boolean succeeds(SimulatedAha aha) throws Exception {
                return aha.client.get(SimulatedAha.ACME).fields().get("name").equals("Acme Corp");
            }
        },
        LIST {
            @Override
            boolean succeeds(SimulatedAha aha) throws Exception {
                return aha.client
                                .list("PRJ1", "customers", null, 1, 200)
                                .items()
                                .size()
                        == 2;
            }
        },
        LINKS {
            @Override
            boolean succeeds(SimulatedAha aha) throws Exception {
                return aha.client
                        .links(new Reference(Kind.IDEA, "PRJ1-I-2"))
                        .fields()
                        .equals(Map.of("customers", List.of(SimulatedAha.ACME)));
            }
        },
        UPDATE {
            @Override
            boolean succeeds(SimulatedAha aha) throws Exception {
                CustomTableRecord updated = aha.client.update(SimulatedAha.ACME, Map.of("name", "Renamed"));
                return updated.fields().get("name").equals("Renamed")
                        && aha.customersNamed("Renamed").size() == 1;
            }
        },
        REPLACE_LINKS {
            @Override
            boolean succeeds(SimulatedAha aha) throws Exception {
                Map<String, List<String>> answered =
                        aha.client.replaceLinks(RELEASE, "customers", List.of(SimulatedAha.ACME));
                List<String> stored = aha.simulator.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers");
                return stored.equals(List.of(SimulatedAha.ACME))
                        && answered.getOrDefault("customers", stored).equals(stored);
            }
        },
        DELETE {
            @Override
            boolean succeeds(SimulatedAha aha) throws Exception {
                aha.client.delete(SimulatedAha.ACME);
                return aha.customersNamed("Acme Corp").isEmpty();
            }
        };

        abstract boolean succeeds(SimulatedAha aha) throws Exception;
    }

    static List<Arguments> everything() {
        List<Arguments> all = new ArrayList<>();
        for (Call call : Call.values()) {
            for (Fault fault : Fault.values()) {
                all.add(Arguments.of(call, fault));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("everything")
    void oneFault(Call call, Fault fault) throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().next(fault);
            if (!REFUSALS.containsKey(fault)) {
                assertTrue(call.succeeds(aha));
                assertTrue(!HARMLESS.contains(fault) || aha.simulator.requests().size() == 1);
                return;
            }
            AhaException refused = assertThrows(AhaException.class, () -> call.succeeds(aha));
            assertEquals(REFUSALS.get(fault), refused.getReason());
            assertEquals(1, aha.simulator.requests().size());
            assertSentence(refused.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void lastingFault(Fault fault) throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            aha.simulator.faults().when((method, path) -> true, 1000, fault);
            if (HARMLESS.contains(fault) || fault == Fault.STALE_READ) {
                assertTrue(Call.GET.succeeds(aha));
                return;
            }
            AhaException failed = assertThrows(AhaException.class, () -> Call.GET.succeeds(aha));
            boolean atOnce = REFUSALS.containsKey(fault);
            assertEquals(atOnce ? 1 : 6, aha.simulator.requests().size());
            assertEquals(!atOnce, failed.getMessage().endsWith(" Tried 6 times."));
            assertEquals(atOnce ? 0 : 5, aha.log.size());
            assertSentence(failed.getMessage());
            aha.log.forEach(line -> assertFalse(line.contains(SimulatedAha.TOKEN)));
        }
    }

    private static void assertSentence(String message) {
        String shape = "Could not \\P{Cntrl}+: \\P{Cntrl}+ \\((GET|PUT|DELETE) /\\P{Cntrl}+\\)\\. \\P{Cntrl}+\\.";
        assertTrue(message.matches(shape), message);
        assertFalse(message.contains(SimulatedAha.TOKEN), message);
        assertFalse(message.contains("unexpected end of stream"), message);
        assertFalse(message.contains("html"), message);
    }
}
