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

    static <E extends Enum<E>> ListBoxModel of(E[] choices, Function<E, String> label) {
        ListBoxModel items = new ListBoxModel();
        for (E choice : choices) {
            items.add(label.apply(choice), Choice.label(choice));
        }
        return items;
    }

    /** Returns the chosen text; null for a blank one and for the default, so that neither is saved or generated. */
    public static String withoutDefault(String chosen, String defaultChoice) {
        String text = Util.fixEmptyAndTrim(chosen);
        return defaultChoice.equals(text) ? null : text;
    }
}
