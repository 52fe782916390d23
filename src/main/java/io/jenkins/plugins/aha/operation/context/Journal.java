package io.jenkins.plugins.aha.operation.context;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What an operation notes before and after each write, kept where a crash cannot lose it: with it, an
 * operation that goes on after a restart never creates twice. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public interface Journal {
    /** Returns what was noted last under a key, also before a restart. */
    Optional<String> read(String key);

    /** Notes something; returns when it is safe. */
    void write(String key, String value) throws IOException;

    /**
     * Replaces all notes by others, at once: a crash leaves the old ones or the new ones.
     *
     * @param notes key → value
     */
    void replaceAll(Map<String, String> notes) throws IOException;

    /** Returns a journal for operations that no restart interrupts. */
    static Journal inMemory() {
        Map<String, String> notes = new ConcurrentHashMap<>();
        return new Journal() {
            @Override
            public Optional<String> read(String key) {
                return Optional.ofNullable(notes.get(key));
            }

            @Override
            public void write(String key, String value) {
                notes.put(key, value);
            }

            @Override
            public void replaceAll(Map<String, String> others) {
                notes.clear();
                notes.putAll(others);
            }
        };
    }
}
