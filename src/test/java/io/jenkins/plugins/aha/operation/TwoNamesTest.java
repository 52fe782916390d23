package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One feature, which some builds call by its reference and others by its number. */
@Timeout(180)
class TwoNamesTest {
    private static final Map<String, Object> BY_REFERENCE = Map.of("target", "PRJ1-1", "field", "customers");
    private static final Map<String, Object> BY_NUMBER =
            Map.of("target", "1007868956", "kind", "feature", "field", "customers");

    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final List<String> ids =
            aha.customers().stream().map(StoredRecord::id).toList();

    private Set<String> stored() {
        return new HashSet<>(aha.state().links(RecordKind.FEATURE, "PRJ1-1", "customers"));
    }

    private CompletableFuture<Thread> link(Map<String, Object> feature, String record) {
        CompletableFuture<Thread> end = new CompletableFuture<>();
        Map<String, Object> parameters = new HashMap<>(feature);
        parameters.put("records", record);
        Thread thread = new Thread(() -> {
            try {
                aha.build().run("ahaLinkRecords", parameters);
                end.complete(Thread.currentThread());
            } catch (Exception e) {
                end.completeExceptionally(e);
            }
        });
        thread.start();
        return end;
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "Waited in vain");
            Thread.onSpinWait();
        }
    }

    private static boolean waitsForALock() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> Meeting.isIn(thread, KeyedLocks.class, "take"));
    }

    private void bothAtOnce(Map<String, Object> one, Map<String, Object> other) throws Exception {
        aha.simulator().faults().when((method, path) -> method.equals("PUT"), 1, Fault.STALLED_BEFORE_STORING);
        CompletableFuture<Thread> first = link(one, ids.get(1));
        await(() -> aha.simulator().faults().stalled() == 1);
        CompletableFuture<Thread> second = link(other, ids.get(2));
        // It has read the list that is about to be replaced.
        await(() -> aha.requests("GET") == 2 && (second.isDone() || waitsForALock()));
        aha.simulator().faults().releaseStalled();
        end(first);
        end(second);
        assertEquals(Set.of(ids.get(1), ids.get(2)), stored());
        assertEquals(2, aha.requests("GET"), "no list is read once more");
    }

    private static void end(CompletableFuture<Thread> build) throws Exception {
        try {
            build.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    @Test
    void theReferenceFirst() throws Exception {
        bothAtOnce(BY_REFERENCE, BY_NUMBER);
    }

    @Test
    void theNumberFirst() throws Exception {
        bothAtOnce(BY_NUMBER, BY_REFERENCE);
    }

    @Test
    void aReadingThatIsOlderThanAWriteUnderTheOtherNameIsRecognized() throws Exception {
        end(link(BY_REFERENCE, ids.get(1)));
        aha.simulator().faults().next(Fault.STALE_READ);
        end(link(BY_NUMBER, ids.get(2)));
        assertEquals(Set.of(ids.get(1), ids.get(2)), stored());
    }
}
