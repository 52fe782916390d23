package io.jenkins.plugins.aha.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A primary copy that writes go to, and a replica that reads go to, which may lag behind.
 *
 * <p>A third copy always lags one write behind, for {@link Fault#STALE_READ}. Not thread-safe: its owner locks.
 */
final class ReplicatedStore {
    private final RecordStore primary = new RecordStore();
    private final RecordStore replica = new RecordStore();
    private final RecordStore beforeLatestWrite = new RecordStore();
    private final Deque<Pending> lagging = new ArrayDeque<>();
    private final SimulatorSettings settings;
    private final LongSupplier nanoClock;
    private Consumer<RecordStore> latestWrite = store -> {};

    private static final class Pending {
        final Consumer<RecordStore> write;
        final long dueNanos;
        int readsLeft;

        Pending(Consumer<RecordStore> write, long dueNanos, int readsLeft) {
            this.write = write;
            this.dueNanos = dueNanos;
            this.readsLeft = readsLeft;
        }
    }

    ReplicatedStore(SimulatorSettings settings, LongSupplier nanoClock) {
        this.settings = settings;
        this.nanoClock = nanoClock;
    }

    RecordStore primary() {
        return primary;
    }

    /** A write through the API: the primary has it now, the replica when its lag is over. */
    void write(Consumer<RecordStore> write) {
        write.accept(primary);
        latestWrite.accept(beforeLatestWrite);
        latestWrite = write;
        long dueNanos = nanoClock.getAsLong() + settings.staleMillis() * 1_000_000L;
        lagging.add(new Pending(write, dueNanos, settings.staleReads()));
        catchUp();
    }

    /** A write that every copy has at once. */
    void seed(Consumer<RecordStore> write) {
        lagging.forEach(pending -> pending.write.accept(replica));
        lagging.clear();
        latestWrite.accept(beforeLatestWrite);
        latestWrite = store -> {};
        write.accept(primary);
        write.accept(replica);
        write.accept(beforeLatestWrite);
    }

    /** The copy that one GET is answered from; a GET counts as a read. */
    RecordStore forReading(boolean withoutLatestWrite) {
        catchUp();
        lagging.forEach(pending -> pending.readsLeft--);
        return withoutLatestWrite ? beforeLatestWrite : replica;
    }

    private void catchUp() {
        long now = nanoClock.getAsLong();
        while (!lagging.isEmpty() && lagging.peek().readsLeft <= 0 && lagging.peek().dueNanos - now <= 0) {
            lagging.remove().write.accept(replica);
        }
    }
}
