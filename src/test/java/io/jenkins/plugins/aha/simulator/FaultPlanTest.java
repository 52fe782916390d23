package io.jenkins.plugins.aha.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private final FaultPlan plan = new FaultPlan(new Pauses());

    private List<Fault> take(int requests) {
        return Stream.generate(() -> plan.take("GET", "/api/v1/me"))
                .limit(requests)
                .toList();
    }

    @Test
    void queueIsMetInOrderThenNothing() {
        plan.next(Fault.NOT_FOUND, Fault.NONE).next(Fault.FOUND);
        assertEquals(3, plan.queued());
        assertEquals(List.of(Fault.NOT_FOUND, Fault.NONE, Fault.FOUND, Fault.NONE), take(4));
        assertEquals(0, plan.queued());
    }

    @Test
    void ruleIsMetByMatchingRequestsAsOftenAsSaid() {
        plan.when((method, path) -> method.equals("PUT") && path.endsWith("/PRJ1-1"), 2, Fault.BAD_GATEWAY);
        assertEquals(Fault.NONE, plan.take("GET", "/api/v1/features/PRJ1-1"));
        assertEquals(Fault.BAD_GATEWAY, plan.take("PUT", "/api/v1/features/PRJ1-1"));
        assertEquals(Fault.NONE, plan.take("PUT", "/api/v1/features/PRJ1-2"));
        assertEquals(Fault.BAD_GATEWAY, plan.take("PUT", "/api/v1/features/PRJ1-1"));
        assertEquals(Fault.NONE, plan.take("PUT", "/api/v1/features/PRJ1-1"));
    }

    @Test
    void queueComesBeforeRulesAndRulesBeforeChaos() {
        plan.chaos(1, Map.of(Fault.NOT_FOUND, 1.0));
        plan.when((method, path) -> true, 1, Fault.FOUND);
        plan.next(Fault.BAD_GATEWAY);
        assertEquals(List.of(Fault.BAD_GATEWAY, Fault.FOUND, Fault.NOT_FOUND, Fault.NOT_FOUND), take(4));
    }

    @Test
    void sameSeedIsTheSameChaosAndAnotherIsNot() {
        Map<Fault, Double> chances = Map.of(Fault.BAD_GATEWAY, 0.3, Fault.DROPPED_AFTER_STORING, 0.2);
        List<Fault> first = takeWith(7, chances);
        assertEquals(first, takeWith(7, chances));
        assertNotEquals(first, takeWith(8, chances));
    }

    private List<Fault> takeWith(long seed, Map<Fault, Double> chances) {
        plan.chaos(seed, chances);
        return take(200);
    }

    @Test
    void chaosIsAsLikelyAsSaid() {
        List<Fault> taken = takeWith(42, Map.of(Fault.BAD_GATEWAY, 0.3, Fault.DROPPED_AFTER_STORING, 0.2));
        assertEquals(60, Collections.frequency(taken, Fault.BAD_GATEWAY), 15);
        assertEquals(40, Collections.frequency(taken, Fault.DROPPED_AFTER_STORING), 15);
        assertEquals(100, Collections.frequency(taken, Fault.NONE), 20);
    }

    @Test
    void probabilitiesAreAtMostOneTogether() {
        Map<Fault, Double> tooMuch = Map.of(Fault.BAD_GATEWAY, 0.6, Fault.FOUND, 0.6);
        assertThrows(IllegalArgumentException.class, () -> plan.chaos(1, tooMuch));
        assertThrows(IllegalArgumentException.class, () -> plan.chaos(1, Map.of(Fault.FOUND, -0.1)));
    }

    @Test
    void clearEndsEverything() {
        plan.next(Fault.FOUND).when((method, path) -> true, 9, Fault.FOUND).chaos(1, Map.of(Fault.FOUND, 1.0));
        plan.clear();
        assertEquals(List.of(Fault.NONE, Fault.NONE), take(2));
    }
}
