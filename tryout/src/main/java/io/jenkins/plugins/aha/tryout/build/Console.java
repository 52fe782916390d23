package io.jenkins.plugins.aha.tryout.build;

import java.io.PrintStream;
import java.util.Set;

/** Prints as a Jenkins build's console does; a line of a parallel branch begins with its name. Thread-safe. */
public final class Console {
    private final PrintStream out;
    private final Set<String> secrets;

    /**
     * @param secrets are printed as {@code ****} wherever they turn up
     */
    public Console(PrintStream out, Set<String> secrets) {
        this.out = out;
        this.secrets = Set.copyOf(secrets);
    }

    /** A line of the running step. */
    public void line(String text) {
        String branch = Frame.current().branch();
        String prefix = branch.isEmpty() ? "" : "[" + branch + "] ";
        for (String line : text.split("\n", -1)) {
            print(prefix + line);
        }
    }

    /** A line about the course of the pipeline. */
    public void pipeline(String text) {
        print("[Pipeline] " + text);
    }

    /** A line as it is. */
    public void print(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, "****");
        }
        synchronized (out) {
            out.println(masked);
            out.flush();
        }
    }
}
