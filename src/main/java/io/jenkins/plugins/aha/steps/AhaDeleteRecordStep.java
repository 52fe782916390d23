package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.util.ListBoxModel;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code ahaDeleteRecord}: deletes records. */
@Restricted(NoExternalUse.class)
public class AhaDeleteRecordStep extends AhaStep {
    private final Object id;
    private String ifMissing;

    @DataBoundConstructor
    public AhaDeleteRecordStep(Object id) {
        this.id = ScriptValues.plain(id);
    }

    /** One id or record, or a list of them. */
    public Object getId() {
        return id;
    }

    /** {@code fail} or {@code ignore}. */
    public String getIfMissing() {
        return ifMissing == null ? "fail" : ifMissing;
    }

    @DataBoundSetter
    public void setIfMissing(String ifMissing) {
        this.ifMissing = omit(ifMissing, "fail");
    }

    /** The lines that show {@link #getId} in the form. */
    public String getIdLines() {
        return FormValues.lines(id);
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        parameters.put("id", id);
        parameters.put("ifMissing", ifMissing);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaStepDescriptor {
        @Override
        public String getFunctionName() {
            return "ahaDeleteRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaDeleteRecordStep_displayName();
        }

        @Override
        void take(FormValues values) {
            values.takeList("idLines", "id");
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillIfMissingItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.AhaDeleteRecordStep_ifMissing_fail(), "fail"),
                    new ListBoxModel.Option(Messages.AhaDeleteRecordStep_ifMissing_ignore(), "ignore"));
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return FormValues.summary(arguments.get("id"));
        }
    }
}
