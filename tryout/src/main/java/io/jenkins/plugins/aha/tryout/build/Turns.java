package io.jenkins.plugins.aha.tryout.build;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one branch of a pipeline at a time run code of the script, as Jenkins does; branches take turns after each step,
 * and run while another branch's step waits. Thread-safe.
 */
public final class Turns {
    private final ReentrantLock turn = new ReentrantLock(true);

    /** Runs the script, or a branch of it, in the calling thread. */
    public <T> T take(Callable<T> script) throws Exception {
        turn.lock();
        try {
            return script.call();
        } finally {
            turn.unlock();
        }
    }

    /**
     * Starts a branch in another thread, and returns when it waits for its turn, so that branches begin in their order.
     */
    public <T> T start(Supplier<T> branch) {
        int before = turn.getQueueLength();
        T started = branch.get();
        while (turn.isHeldByCurrentThread() && turn.getQueueLength() <= before) {
            Thread.onSpinWait();
        }
        return started;
    }

    /** Lets the branches that wait for their turn go first. */
    public void giveWay() {
        if (turn.isHeldByCurrentThread() && turn.hasQueuedThreads()) {
            turn.unlock();
            turn.lock();
        }
    }

    /** Waits for something that is not the script's code, and lets other branches run meanwhile. */
    public <T> T meanwhile(Callable<T> work) throws Exception {
        boolean mine = turn.isHeldByCurrentThread();
        if (mine) {
            turn.unlock();
        }
        try {
            return work.call();
        } finally {
            if (mine) {
                turn.lock();
            }
        }
    }
}
