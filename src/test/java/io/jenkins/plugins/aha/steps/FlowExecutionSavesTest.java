package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.SettableFuture;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** One save serves all who ask before it is done, and none is waited for without end. */
class FlowExecutionSavesTest {
    private final List<Runnable> alarms = new ArrayList<>();
    private final List<Duration> delays = new ArrayList<>();
    private final List<SettableFuture<Void>> saves = new ArrayList<>();
    private final FlowExecutionSaves programs = new FlowExecutionSaves(clock());
    private final Object build = "a build";

    /** Goes off when the test says so. */
    private ScheduledExecutorService clock() {
        return proxy(ScheduledExecutorService.class, (method, arguments) -> {
            assertEquals("schedule", method);
            alarms.add((Runnable) arguments[0]);
            delays.add(Duration.of((Long) arguments[1], ((TimeUnit) arguments[2]).toChronoUnit()));
            return proxy(
                    ScheduledFuture.class,
                    (asked, none) -> asked.startsWith("is") || asked.equals("cancel") ? false : 0L);
        });
    }

    private interface Answers {
        Object to(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.to(method.getName(), arguments)));
    }

    private ListenableFuture<Void> next(Object execution) {
        return programs.next(execution, () -> {
            saves.add(SettableFuture.create());
            return saves.get(saves.size() - 1);
        });
    }

    @Test
    void whoAsksBeforeASaveIsDoneSharesIt() throws Exception {
        ListenableFuture<Void> first = next(build);
        assertSame(first, next(build));
        assertNotSame(first, next("another build"));
        saves.get(0).set(null);
        assertTrue(first.isDone());
        Futures.getDone(first);
        assertFalse(next(build).isDone());
        assertEquals(3, saves.size());
    }

    @Test
    void aSaveThatFailsIsToldAndForgotten() {
        ListenableFuture<Void> first = next(build);
        saves.get(0).setException(new IOException("disk full"));
        ExecutionException failure = assertThrows(ExecutionException.class, () -> Futures.getDone(first));
        assertEquals("disk full", failure.getCause().getMessage());
        assertNotSame(first, next(build));
    }

    @Test
    void aSaveThatNeverEndsIsGivenUpAndForgotten() {
        ListenableFuture<Void> first = next(build);
        assertFalse(first.isDone());
        assertEquals(List.of(FlowExecutionSaves.LONGEST), delays);
        alarms.get(0).run();
        ExecutionException failure = assertThrows(ExecutionException.class, () -> Futures.getDone(first));
        assertInstanceOf(TimeoutException.class, failure.getCause());
        ListenableFuture<Void> second = next(build);
        assertNotSame(first, second);
        assertFalse(second.isDone());
    }
}
