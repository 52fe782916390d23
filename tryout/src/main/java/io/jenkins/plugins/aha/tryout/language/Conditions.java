package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.function.Supplier;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** Notes what {@link Missing} values decide about; {@link Decisions} puts the calls into the script. Thread-safe. */
public final class Conditions {
    private Conditions() {}

    /** Begins a part of the script; see {@link Frame#enter}. */
    public static void enter(boolean function) {
        Frame.enter(function);
    }

    /** Ends a part of the script; see {@link Frame#leave}. */
    public static void leave(boolean exits) {
        Frame.leave(exits);
    }

    /** Returns a value that decides what runs in this part of the script. */
    public static Object deciding(Object value) {
        Frame.current().decide(value);
        return value;
    }

    /** Returns whether a condition of this part of the script holds. */
    public static boolean decide(Object condition) {
        return DefaultTypeTransformation.castToBoolean(deciding(condition));
    }

    /** Runs a part of the script that a value decides about. */
    static Object by(Object value, Supplier<Object> part) {
        enter(false);
        try {
            deciding(value);
            return part.get();
        } finally {
            leave(false);
        }
    }

    /** Gives a variable that this part of the script may have assigned the mark of what has decided about it. */
    public static void assigned(Closure<?> read, Closure<?> write) {
        if (!Frame.current().presumed().isEmpty()) {
            try {
                Object value = read.call();
                Object marked = Missing.decided(value, Frame.current().presumed(), "? " + value);
                if (marked != value) {
                    write.call(marked);
                }
            } catch (RuntimeException e) {
                // Not there, or of a type that takes no text.
            }
        }
    }

    /** Returns what a function returns, with the mark of what has decided that. */
    public static Object given(Object value) {
        return Missing.decided(value, Frame.current().presumed(false), "? " + value);
    }
}
