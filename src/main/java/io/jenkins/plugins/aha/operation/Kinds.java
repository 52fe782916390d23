package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.Kind;
import java.util.List;

/** The kinds of things that records can be linked to, for forms. Thread-safe. */
public final class Kinds {
    private Kinds() {}

    /** Returns their names as {@code ahaLinkRecords} takes them in {@code kind}. */
    public static List<String> labels() {
        return Kind.labels();
    }
}
