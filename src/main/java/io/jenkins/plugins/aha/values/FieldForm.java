package io.jenkins.plugins.aha.values;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * What Aha! says of a field of a record besides its value.
 *
 * @param type the {@code type} of the entry in {@code custom_fields}, such as {@code string} or {@code note}; null when
 *     absent
 * @param emails the {@code email_value} of a users field, whose value is ids; null when absent
 */
@Restricted(NoExternalUse.class)
public record FieldForm(String type, Object emails) {
    /** Nothing is known. */
    public static final FieldForm UNKNOWN = new FieldForm(null, null);
}
