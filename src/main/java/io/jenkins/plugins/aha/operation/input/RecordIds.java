package io.jenkins.plugins.aha.operation.input;

import io.jenkins.plugins.aha.model.Reference;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Reads ids of records. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class RecordIds {
    /** Stands for the id of a record that a dry run did not create, so that later dry steps can use it. */
    public static final String DRY_RUN = "dry-run";

    private RecordIds() {}

    /**
     * Returns the id in one value of a parameter: a text, a whole number, or a record map as the steps return them.
     *
     * @throws ParameterException when there is none
     */
    public static String of(Parameters parameters, String name, Object value) {
        Object id = value instanceof Map<?, ?> record ? record.get("id") : value;
        if (id == null) {
            throw parameters.refuse("cannot use " + ParameterText.describe(value) + " in '" + name + "': it has no id");
        }
        String text = parameters.plainText(name, id);
        boolean rehearsed = text.equals(DRY_RUN) && parameters.dryRun();
        if (!rehearsed && !Reference.isNumericId(text)) {
            throw parameters.refuse("takes ids of records in '" + name
                    + "', which are numbers such as 6776757454428589549; got '" + ParameterText.shorten(text) + "'");
        }
        return text;
    }
}
