package io.jenkins.plugins.aha.simulator;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongSupplier;

/**
 * The state of one simulated Aha! account: records, screen definitions, tokens, settings, clock.
 *
 * <p>Records are read and written while holding this object's monitor.
 */
final class Account {
    private final SimulatorSettings settings = new SimulatorSettings();
    private final IdSource ids = new IdSource();
    private final UserDirectory users = new UserDirectory();
    private final AccessTokens tokens = new AccessTokens();
    private final Set<String> forbidden = ConcurrentHashMap.newKeySet();
    private final Set<String> productLines = ConcurrentHashMap.newKeySet();
    private final Map<RecordKind, ScreenDefinition> screens = new EnumMap<>(RecordKind.class);
    private final Map<String, ScreenDefinition> tables = new ConcurrentSkipListMap<>();
    private final Clock clock;
    private final ReplicatedStore store;

    Account(Clock clock, LongSupplier nanoClock) {
        this.clock = clock;
        this.store = new ReplicatedStore(settings, nanoClock);
        for (RecordKind kind : RecordKind.values()) {
            screens.put(kind, new ScreenDefinition());
        }
    }

    SimulatorSettings settings() {
        return settings;
    }

    IdSource ids() {
        return ids;
    }

    AccessTokens tokens() {
        return tokens;
    }

    UserDirectory users() {
        return users;
    }

    /** The ids of the products that are product lines. */
    Set<String> productLines() {
        return productLines;
    }

    Set<String> forbidden() {
        return forbidden;
    }

    ReplicatedStore store() {
        return store;
    }

    /** Now, in the milliseconds that Aha! prints. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    ScreenDefinition screen(RecordKind kind) {
        return screens.get(kind);
    }

    /** The custom tables by key. */
    Map<String, ScreenDefinition> tables() {
        return tables;
    }

    Optional<ScreenDefinition> existingTable(String key) {
        return Optional.ofNullable(tables.get(key));
    }

    ScreenDefinition table(String key) {
        return tables.computeIfAbsent(key, any -> new ScreenDefinition());
    }

    ScreenDefinition screenOf(StoredRecord record) {
        return record.table() == null ? screen(record.kind()) : table(record.table());
    }
}
