package io.jenkins.plugins.aha.simulator;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How values of custom fields are shown and which are kept: a part of {@link SimulatorSettings}, with the same rules.
 * Thread-safe.
 */
public final class ValueSettings {
    private volatile Set<ShownForm> forms = Set.of();
    private volatile OnUnknown unknownChoices = OnUnknown.REJECTED;
    private volatile FieldsInAnswers inAnswers = FieldsInAnswers.ALWAYS;
    private volatile Set<String> hidden = Set.of();

    ValueSettings() {}

    /** The forms in which values are shown from the next write on, instead of those before; none unless set. */
    public ValueSettings show(ShownForm... shown) {
        forms = shown.length == 0 ? Set.of() : EnumSet.copyOf(List.of(shown));
        return this;
    }

    /** What becomes of a value that is no option of its choice list, nor an option's id; refused unless set. */
    public ValueSettings unknownChoices(OnUnknown unknown) {
        unknownChoices = unknown;
        return this;
    }

    /** Whether answers to writes contain the custom fields; {@link FieldsInAnswers#ALWAYS} unless set. */
    public ValueSettings inAnswers(FieldsInAnswers fields) {
        inAnswers = fields;
        return this;
    }

    /** Custom fields that are stored and left out of every answer, by key; none unless set. */
    public ValueSettings hide(String... keys) {
        hidden = Set.of(keys);
        return this;
    }

    boolean isShown(ShownForm form) {
        return forms.contains(form);
    }

    OnUnknown unknownChoices() {
        return unknownChoices;
    }

    FieldsInAnswers inAnswers() {
        return inAnswers;
    }

    boolean isHidden(String key) {
        return hidden.contains(key);
    }
}
