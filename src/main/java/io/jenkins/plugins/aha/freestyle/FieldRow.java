package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;

/** The key of a field and its value, as a form has them. Both may hold variables. Immutable. */
@Restricted(NoExternalUse.class)
public class FieldRow implements Describable<FieldRow> {
    private final String name;
    private final String value;

    @DataBoundConstructor
    public FieldRow(String name, String value) {
        this.name = Util.fixNull(name).trim();
        this.value = Util.fixNull(value);
    }

    /** The API key of the field. */
    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }

    /** The form. */
    @Extension
    @Symbol("ahaField")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends Descriptor<FieldRow> {
        @Override
        public String getDisplayName() {
            return Messages.FieldRow_displayName();
        }
    }
}
