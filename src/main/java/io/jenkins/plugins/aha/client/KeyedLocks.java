package io.jenkins.plugins.aha.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Locks by name: one thread of this controller at a time holds a name. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class KeyedLocks {
    private final Map<String, Counted> locks = new HashMap<>();

    private static final class Counted {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    /** Held until closed, by the thread that took it. */
    @Restricted(NoExternalUse.class)
    public interface Held extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for all the names. All callers take them in one order, so that none waits in a circle; a thread must not
     * take more names while it holds some of the same sort.
     *
     * @throws InterruptedException when the operation is aborted meanwhile; nothing is held then
     */
    public Held lock(Collection<String> names) throws InterruptedException {
        List<String> held = new ArrayList<>();
        try {
            for (String name : new TreeSet<>(names)) {
                take(name);
                held.add(name);
            }
        } catch (InterruptedException e) {
            held.forEach(this::release);
            throw e;
        }
        return () -> held.forEach(this::release);
    }

    private void take(String name) throws InterruptedException {
        Counted counted;
        synchronized (locks) {
            counted = locks.computeIfAbsent(name, absent -> new Counted());
            counted.users++;
        }
        try {
            counted.lock.lockInterruptibly();
        } catch (InterruptedException e) {
            leave(name);
            throw e;
        }
    }

    private void release(String name) {
        synchronized (locks) {
            locks.get(name).lock.unlock();
        }
        leave(name);
    }

    /** Returns how many names are held or waited for: nothing is kept for the others. */
    int size() {
        synchronized (locks) {
            return locks.size();
        }
    }

    private void leave(String name) {
        synchronized (locks) {
            if (--locks.get(name).users == 0) {
                locks.remove(name);
            }
        }
    }
}
