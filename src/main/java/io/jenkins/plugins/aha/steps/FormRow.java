package io.jenkins.plugins.aha.steps;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** One row of name and value in a form. */
@Restricted(NoExternalUse.class)
public final class FormRow {
    private final String name;
    private final String value;

    FormRow(String name, String value) {
        this.name = name;
        this.value = value;
    }

    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }
}
