package io.jenkins.plugins.aha.config;

import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the answers to the questions of forms for a minute, and failures for ten seconds. Questions that are asked
 * again while the answer is awaited share it. An answer is waited for five seconds. Thread-safe.
 */
final class RecentAnswers {
    static final Duration FRESH = Duration.ofMinutes(1);
    static final Duration FAILED = Duration.ofSeconds(10);
    static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final int MOST = 200;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Answer> answers = new LinkedHashMap<>();
    private final Time time;

    RecentAnswers(Time time) {
        this.time = time;
    }

    /** Asks Aha!, until it is cancelled. */
    interface Question<T> {
        T ask(Cancellation cancellation) throws AhaException, InterruptedException;
    }

    /** Begins something that a form asks, and returns at once. */
    static void inThreadOfItsOwn(Runnable asking) {
        Thread.ofVirtual()
                .name("Aha! question of a form")
                .inheritInheritableThreadLocals(false)
                .start(asking);
    }

    private final class Answer {
        private final long begun = time.nanos();
        private final Cancellation cancellation = new Cancellation();
        private final CompletableFuture<Object> result = new CompletableFuture<>();

        boolean isFresh() {
            Duration age = Duration.ofNanos(time.nanos() - begun);
            return age.compareTo(result.isCompletedExceptionally() ? FAILED : FRESH) < 0;
        }

        void ask(Question<?> question) {
            inThreadOfItsOwn(() -> find(question));
        }

        private void find(Question<?> question) {
            try {
                result.complete(question.ask(cancellation));
            } catch (AhaException | InterruptedException | RuntimeException | Error e) {
                // The failure is thrown to the callers that wait for the result.
                result.completeExceptionally(e);
            }
        }
    }

    /**
     * Returns the answer to a question, kept or new.
     *
     * @param key equal for the same question to the same account with the same API key
     * @throws AhaException also when there is no answer in five seconds
     */
    <T> T get(Object key, Question<T> question) throws AhaException, InterruptedException {
        return await(answer(key, question));
    }

    /** Asks a question whose answer is not kept, with the same patience. */
    <T> T askAnew(Question<T> question) throws AhaException, InterruptedException {
        Answer answer = new Answer();
        answer.ask(question);
        return await(answer);
    }

    @SuppressWarnings("unchecked")
    private static <T> T await(Answer answer) throws AhaException, InterruptedException {
        try {
            return (T) answer.result.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String problem = Messages.RecentAnswers_late(LONGEST_WAIT.toSeconds());
            AhaException late = AhaException.notSent(Reason.UNREACHABLE, problem, problem + ".");
            answer.result.completeExceptionally(late);
            answer.cancellation.cancel();
            throw late;
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        }
    }

    private Answer answer(Object key, Question<?> question) {
        lock.lock();
        try {
            answers.values().removeIf(old -> !old.isFresh());
            Answer kept = answers.get(key);
            if (kept != null) {
                return kept;
            }
            if (answers.size() >= MOST) {
                answers.remove(answers.keySet().iterator().next());
            }
            Answer asked = new Answer();
            answers.put(key, asked);
            asked.ask(question);
            return asked;
        } finally {
            lock.unlock();
        }
    }

    private static AhaException thrown(Throwable cause) throws InterruptedException {
        if (cause instanceof AhaException failure) {
            return failure;
        }
        if (cause instanceof InterruptedException) {
            throw new InterruptedException("The question was given up");
        }
        if (cause instanceof Error defect) {
            throw defect;
        }
        throw (RuntimeException) cause;
    }
}
