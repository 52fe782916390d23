package io.jenkins.plugins.aha.operation.links;

import io.jenkins.plugins.aha.model.Kind;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The kinds of things that records can be linked to, for forms. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class Kinds {
    private Kinds() {}

    /** Returns their names as {@code ahaLinkRecords} takes them in {@code kind}. */
    public static List<String> labels() {
        return Kind.labels();
    }
}
