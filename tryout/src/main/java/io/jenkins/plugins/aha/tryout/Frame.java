package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.http.Cancellation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Where a thread is in the pipeline: its branch, its environment, and how it is stopped. Blocks nest frames; a frame is
 * immutable but for being stopped.
 */
final class Frame {
    private static final Frame OUTSIDE =
            new Frame(null, "", Map.of(), new Cancellation(), "", true, new Shared(new LeftOut(), new Turns()));
    private static final ThreadLocal<Frame> CURRENT = ThreadLocal.withInitial(() -> OUTSIDE);

    /** What all frames of a run have in common. */
    private record Shared(LeftOut leftOut, Turns turns) {}

    private final Frame parent;
    private final String branch;
    private final Map<String, String> environment;
    private final Cancellation cancellation;
    private final String folder;
    private final boolean node;
    private final Shared shared;
    private long deadline = Long.MAX_VALUE;

    private Frame(
            Frame parent,
            String branch,
            Map<String, String> environment,
            Cancellation cancellation,
            String folder,
            boolean node,
            Shared shared) {
        this.parent = parent;
        this.branch = branch;
        this.environment = environment;
        this.cancellation = cancellation;
        this.folder = folder;
        this.node = node;
        this.shared = shared;
    }

    /** The outermost frame of a run: no agent yet, and nothing left out. */
    static Frame ofRun(Cancellation cancellation) {
        return new Frame(
                OUTSIDE, "", Map.of(), cancellation, "", false, new Shared(new LeftOut(), new Turns()));
    }

    static Frame current() {
        return CURRENT.get();
    }

    /** The name of the parallel branch; empty outside one. */
    String branch() {
        return branch;
    }

    /** The folder below the workspace that {@code dir} went into; empty for none. */
    String folder() {
        return folder;
    }

    /** What {@code withEnv} and {@code environment} say about a variable; null for nothing. */
    String variable(String name) {
        return environment.containsKey(name) || parent == null ? environment.get(name) : parent.variable(name);
    }

    Map<String, String> variables() {
        Map<String, String> all = parent == null ? new LinkedHashMap<>() : parent.variables();
        all.putAll(environment);
        return all;
    }

    /** What stops the work of this frame: the nearest time-out, or the whole run's end. */
    Cancellation cancellation() {
        return cancellation;
    }

    /** Whether this frame or one around it was stopped. */
    boolean isStopped() {
        return cancellation.isCancelled() || parent != null && parent.isStopped();
    }

    Frame inBranch(String name) {
        return new Frame(this, name, Map.of(), cancellation, folder, node, shared);
    }

    Frame withVariables(Map<String, String> variables) {
        return new Frame(this, branch, new LinkedHashMap<>(variables), cancellation, folder, node, shared);
    }

    Frame inStage(String name) {
        return withVariables(Map.of("STAGE_NAME", name));
    }

    /** A frame whose variables may still be added to, by the thread that runs in it. */
    Frame defining(Map<String, String> variables) {
        return new Frame(this, branch, variables, cancellation, folder, node, shared);
    }

    Frame inFolder(String path) {
        return new Frame(this, branch, Map.of(), cancellation, folder.isEmpty() ? path : folder + "/" + path, node, shared);
    }

    /** A frame in a node, or, for {@code agent none} of a stage, without one. */
    Frame onNode(boolean there) {
        return new Frame(this, branch, Map.of(), cancellation, folder, there, shared);
    }

    /** A frame that goes on after the time-out of the frames around it, as {@code post} does. */
    Frame afterwards() {
        return new Frame(null, branch, variables(), new Cancellation(), folder, node, shared);
    }

    /** Whether there is a node, and so a workspace. */
    boolean hasNode() {
        return node;
    }

    /** The same frame with a time when it is stopped. */
    Frame until(long nanoTime) {
        deadline = nanoTime;
        return this;
    }

    /** When the first of the time-outs around ends, as {@link System#nanoTime}. */
    long deadline() {
        return parent == null ? deadline : Math.min(deadline, parent.deadline());
    }

    /** What this run left out. */
    LeftOut leftOut() {
        return shared.leftOut();
    }

    /** Whose turn it is among this run's branches. */
    Turns turns() {
        return shared.turns();
    }

    /** A frame that is stopped by itself; what stops the frame around it stops it too. */
    Frame stoppable(Cancellation own) {
        return new Frame(this, branch, Map.of(), own, folder, node, shared);
    }

    /** Runs a block in this frame, in the calling thread. */
    <T> T run(Callable<T> block) throws Exception {
        Frame before = CURRENT.get();
        CURRENT.set(this);
        try {
            return block.call();
        } finally {
            CURRENT.set(before);
        }
    }
}
