package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.operation.context.Journal;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Kills a controller at one of the points where it may die: around each request and each note. */
final class Crash {
    private final int point;
    private int passed;

    /** An error that nothing catches. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param point how many points are passed alive
     */
    Crash(int point) {
        this.point = point;
    }

    /** Whether the point was reached. */
    synchronized boolean happened() {
        return passed > point;
    }

    synchronized void pass() {
        if (++passed > point) {
            throw new Killed();
        }
    }

    /** Dies before a request, or before its answer is heard. */
    UnaryOperator<Transport> inTransport() {
        return transport -> request -> {
            pass();
            var answer = transport.send(request);
            pass();
            return answer;
        };
    }

    /** Dies before or after a note. */
    Journal in(Journal journal) {
        return new Journal() {
            @Override
            public Optional<String> read(String key) {
                return journal.read(key);
            }

            @Override
            public void write(String key, String value) throws IOException {
                pass();
                journal.write(key, value);
                pass();
            }

            @Override
            public void replaceAll(Map<String, String> notes) throws IOException {
                pass();
                journal.replaceAll(notes);
                pass();
            }
        };
    }
}
