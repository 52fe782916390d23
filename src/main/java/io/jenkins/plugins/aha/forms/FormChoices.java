package io.jenkins.plugins.aha.forms;

import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.operation.input.Choice;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The choices of the operations in forms; the first of each is the default. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class FormChoices {
    private FormChoices() {}

    /**
     * Returns the items of a list box.
     *
     * @param label gives the text that people see
     */
    public static <E extends Enum<E>> ListBoxModel of(Class<E> choices, Function<E, String> label) {
        ListBoxModel items = new ListBoxModel();
        for (E choice : choices.getEnumConstants()) {
            items.add(label.apply(choice), Choice.label(choice));
        }
        return items;
    }

    /** Returns the chosen text; the default for null. */
    public static <E extends Enum<E>> String orDefault(String chosen, Class<E> choices) {
        return chosen == null ? Choice.label(Choice.defaultOf(choices)) : chosen;
    }

    /** As {@link #withoutDefault(String, String)}. */
    public static <E extends Enum<E>> String withoutDefault(String chosen, Class<E> choices) {
        return withoutDefault(chosen, orDefault(null, choices));
    }

    /** Returns the chosen text; null for a blank one and for the default, so that neither is saved or generated. */
    public static String withoutDefault(String chosen, String defaultChoice) {
        String text = Util.fixEmptyAndTrim(chosen);
        return defaultChoice.equals(text) ? null : text;
    }
}
