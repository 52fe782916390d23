package io.jenkins.plugins.aha.tryout;

import java.io.PrintStream;

/** Prints as a Jenkins build's console does; a line of a parallel branch begins with its name. Safe for many threads. */
final class Console {
    private final PrintStream out;
    private final String secret;

    /**
     * @param secret is printed as {@code ****} wherever it turns up; empty for none
     */
    Console(PrintStream out, String secret) {
        this.out = out;
        this.secret = secret;
    }

    /** A line of the running step. */
    void line(String text) {
        String branch = Frame.current().branch();
        String prefix = branch.isEmpty() ? "" : "[" + branch + "] ";
        for (String line : text.split("\n", -1)) {
            print(prefix + line);
        }
    }

    /** A line about the course of the pipeline. */
    void pipeline(String text) {
        print("[Pipeline] " + text);
    }

    /** A line as it is. */
    void print(String text) {
        String masked = secret.isEmpty() ? text : text.replace(secret, "****");
        synchronized (out) {
            out.println(masked);
            out.flush();
        }
    }
}
