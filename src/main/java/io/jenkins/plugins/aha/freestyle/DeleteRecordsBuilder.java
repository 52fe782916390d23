package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.RecordForm;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Aha!: delete records", the build step for {@code ahaDeleteRecord}. */
@Restricted(NoExternalUse.class)
public class DeleteRecordsBuilder extends AhaBuilder {
    private final String id;
    private String ifMissing;

    @DataBoundConstructor
    public DeleteRecordsBuilder(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    /** Returns the ids of the records. */
    public String getId() {
        return id;
    }

    /** {@code fail} or {@code ignore}. */
    public String getIfMissing() {
        return FormChoices.orDefault(ifMissing, IfMissing.class);
    }

    @DataBoundSetter
    public void setIfMissing(String ifMissing) {
        this.ifMissing = FormChoices.withoutDefault(ifMissing, IfMissing.class);
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("id", expansion.ids(id));
        parameters.put("ifMissing", ifMissing);
    }

    /** The form. */
    @Extension
    @Symbol("ahaDeleteRecordsBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor implements RecordForm {
        @Override
        String step() {
            return "ahaDeleteRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.DeleteRecordsBuilder_displayName();
        }
    }
}
