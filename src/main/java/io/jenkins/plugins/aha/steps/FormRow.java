package io.jenkins.plugins.aha.steps;

/** One row of name and value in a form. */
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
