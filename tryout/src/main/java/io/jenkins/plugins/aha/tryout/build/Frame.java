package io.jenkins.plugins.aha.tryout.build;

import hudson.model.Result;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.operation.AhaDefaults;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Where a thread is in the pipeline: its branch, its environment, and how it is stopped. Blocks nest frames; a frame is
 * immutable but for being stopped, and for what is presumed in it.
 */
public final class Frame {
    private static final Frame OUTSIDE =
            new Frame(null, Map.of(), new Cancellation(), new Place("", "", true, null, new LeftOut(), new Turns(), null));
    private static final ThreadLocal<Frame> CURRENT = ThreadLocal.withInitial(() -> OUTSIDE);

    /** What frames have from those around them, unless a step changes it. */
    private record Place(
            String branch,
            String folder,
            boolean node,
            StageMark stage,
            LeftOut leftOut,
            Turns turns,
            AhaDefaults defaults) {}

    private final Frame parent;
    private final Map<String, String> environment;
    private final Cancellation cancellation;
    private final Place place;
    private final Set<String> presumed = Collections.synchronizedSet(new LinkedHashSet<>());
    private boolean function;
    private long deadline = Long.MAX_VALUE;

    private Frame(Frame parent, Map<String, String> environment, Cancellation cancellation, Place place) {
        this.parent = parent;
        this.environment = environment;
        this.cancellation = cancellation;
        this.place = place;
    }

    /** Returns the outermost frame of a run: no agent yet, and nothing left out. */
    public static Frame ofRun(Cancellation cancellation) {
        return new Frame(
                OUTSIDE, Map.of(), cancellation, new Place("", "", false, null, new LeftOut(), new Turns(), null));
    }

    private Frame in(Place inner) {
        return new Frame(this, Map.of(), cancellation, inner);
    }

    private Frame in(String branch, String folder, boolean node) {
        return in(new Place(
                branch, folder, node, place.stage, place.leftOut, place.turns, place.defaults));
    }

    public static Frame current() {
        return CURRENT.get();
    }

    /** Returns the name of the parallel branch; empty outside one. */
    public String branch() {
        return place.branch;
    }

    /** Returns the folder below the workspace that {@code dir} went into; empty for none. */
    public String folder() {
        return place.folder;
    }

    /** Returns what {@code withEnv} and {@code environment} say about a variable; null for nothing. */
    public String variable(String name) {
        return environment.containsKey(name) || parent == null ? environment.get(name) : parent.variable(name);
    }

    public Map<String, String> variables() {
        Map<String, String> all = parent == null ? new LinkedHashMap<>() : parent.variables();
        all.putAll(environment);
        return all;
    }

    /** Returns what stops the work of this frame: the nearest time-out, or the whole run's end. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** Returns whether this frame or one around it was stopped. */
    public boolean isStopped() {
        return cancellation.isCancelled() || parent != null && parent.isStopped();
    }

    public Frame inBranch(String name) {
        return in(name, place.folder, place.node);
    }

    public Frame withVariables(Map<String, String> variables) {
        return defining(new LinkedHashMap<>(variables));
    }

    public Frame inStage(String name) {
        Place inner = new Place(
                place.branch,
                place.folder,
                place.node,
                new StageMark(),
                place.leftOut,
                place.turns,
                place.defaults);
        return new Frame(this, Map.of("STAGE_NAME", name), cancellation, inner);
    }

    /** Returns what the blocks of {@code withAha} around give the plugin's steps; null for none. */
    public AhaDefaults defaults() {
        return place.defaults;
    }

    /** Returns a frame in a block of {@code withAha}. */
    public Frame with(AhaDefaults defaults) {
        return in(new Place(
                place.branch, place.folder, place.node, place.stage, place.leftOut, place.turns, defaults));
    }

    /** Returns a frame whose variables may still be added to, by the thread that runs in it. */
    public Frame defining(Map<String, String> variables) {
        return new Frame(this, variables, cancellation, place);
    }

    public Frame inFolder(String path) {
        return in(place.branch, place.folder.isEmpty() ? path : place.folder + "/" + path, place.node);
    }

    /** Returns a frame in a node, or, for {@code agent none} of a stage, without one. */
    public Frame onNode(boolean there) {
        return in(place.branch, place.folder, there);
    }

    /** Returns a frame that goes on after the time-out of the frames around it, as {@code post} does. */
    public Frame afterwards() {
        Frame after = new Frame(null, variables(), new Cancellation(), place);
        after.presumed.addAll(presumed(true));
        return after;
    }

    /**
     * Begins a part of the script that a condition decides about, in the calling thread.
     *
     * @param function whether it is a whole function, whose caller's conditions do not decide what it returns
     */
    public static void enter(boolean function) {
        Frame inner = new Frame(current(), Map.of(), current().cancellation, current().place);
        inner.function = function;
        CURRENT.set(inner);
    }

    /**
     * Ends a part of the script.
     *
     * @param exits whether it may have left what is around it, so that the condition decides about the rest of it, too
     */
    public static void leave(boolean exits) {
        Frame inner = current();
        if (exits) {
            inner.parent.presumed.addAll(inner.presumed);
        }
        CURRENT.set(inner.parent);
    }

    /** Says that a missing value has decided what runs; that a variable is not set is only a reason for a default. */
    public void decide(Object condition) {
        if (Missing.isIn(condition) && !Missing.isVariable(condition)) {
            presumed.addAll(Missing.namesIn(condition));
        }
    }

    /**
     * Returns the missing values that have decided that the thread is here; empty for none.
     *
     * @param whole false for those alone that have decided so since the function around was called
     */
    public Set<String> presumed(boolean whole) {
        Set<String> all = parent == null || function && !whole ? new LinkedHashSet<>() : parent.presumed(whole);
        all.addAll(presumed);
        return all;
    }

    /** Returns those that have decided about this part of the script alone. */
    public Set<String> presumed() {
        return presumed;
    }

    /** Returns whether there is a node, and so a workspace. */
    public boolean hasNode() {
        return place.node;
    }

    /** Returns the same frame with a time when it is stopped. */
    public Frame until(long nanoTime) {
        deadline = nanoTime;
        return this;
    }

    /** Returns when the first of the time-outs around ends, as {@link System#nanoTime}. */
    public long deadline() {
        return parent == null ? deadline : Math.min(deadline, parent.deadline());
    }

    /** Gives the stage a result that only its {@code post} sees. */
    public void markStage(Result result) {
        if (place.stage != null) {
            place.stage.worsen(result);
        }
    }

    /** Returns the worst result that the stage was marked with. */
    public Result stageResult() {
        return place.stage == null ? Result.SUCCESS : place.stage.worst();
    }

    /** Returns what this run left out. */
    public LeftOut leftOut() {
        return place.leftOut;
    }

    /** Whose turn it is among this run's branches. */
    public Turns turns() {
        return place.turns;
    }

    /** Returns a frame that is stopped by itself; what stops the frame around it stops it too. */
    public Frame stoppable(Cancellation own) {
        return new Frame(this, Map.of(), own, place);
    }

    /** Runs a block in this frame, in the calling thread. */
    public <T> T run(Callable<T> block) throws Exception {
        Frame before = CURRENT.get();
        CURRENT.set(this);
        try {
            return block.call();
        } finally {
            CURRENT.set(before);
        }
    }
}
