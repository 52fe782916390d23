package io.jenkins.plugins.aha.tryout.language;

/** The steps, as a script calls them. */
public interface StepCalls {
    /** Returns whether there is a step of this name. */
    boolean has(String name);

    /** Runs a step; its exceptions reach the script as they are. */
    Object call(String name, Object... arguments);
}
