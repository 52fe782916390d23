package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.operation.links.Kinds;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** {@code ahaLinkRecords}: links records to releases, features and other things, or removes such links. */
@Restricted(NoExternalUse.class)
public class AhaLinkRecordsStep extends AhaStep {
    private final Object target;
    private final String field;
    private final Object records;
    private String kind;
    private String mode;
    private boolean withFeatures;
    private String ifMissing;
    private boolean verify = true;

    @DataBoundConstructor
    public AhaLinkRecordsStep(Object target, String field, Object records) {
        this.target = ScriptValues.plain(target);
        this.field = Util.fixEmptyAndTrim(field);
        this.records = ScriptValues.plain(records);
    }

    /** Reference or id, or a list of them. */
    public Object getTarget() {
        return target;
    }

    /** API key of the link field. */
    public String getField() {
        return field;
    }

    /** One id or record, or a list of them. */
    public Object getRecords() {
        return records;
    }

    /** The kind of targets that are numbers; null where the references tell it. */
    public String getKind() {
        return kind;
    }

    @DataBoundSetter
    public void setKind(String kind) {
        this.kind = Util.fixEmptyAndTrim(kind);
    }

    /** {@code add}, {@code replace}, {@code remove} or {@code clear}. */
    public String getMode() {
        return mode == null ? "add" : mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = omit(mode, "add");
    }

    /** Whether a release brings the features in it along. */
    public boolean isWithFeatures() {
        return withFeatures;
    }

    @DataBoundSetter
    public void setWithFeatures(boolean withFeatures) {
        this.withFeatures = withFeatures;
    }

    /** {@code fail} or {@code ignore}. */
    public String getIfMissing() {
        return ifMissing == null ? "fail" : ifMissing;
    }

    @DataBoundSetter
    public void setIfMissing(String ifMissing) {
        this.ifMissing = omit(ifMissing, "fail");
    }

    /** Whether the answer is compared with what was wanted. */
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    /** The lines that show {@link #getTarget} in the form. */
    public String getTargetLines() {
        return FormValues.lines(target);
    }

    /** The lines that show {@link #getRecords} in the form. */
    public String getRecordsLines() {
        return FormValues.lines(records);
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        parameters.put("target", target);
        parameters.put("field", field);
        parameters.put("records", records);
        parameters.put("kind", kind);
        parameters.put("mode", mode);
        parameters.put("withFeatures", withFeatures);
        parameters.put("ifMissing", ifMissing);
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaStepDescriptor {
        @Override
        public String getFunctionName() {
            return "ahaLinkRecords";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaLinkRecordsStep_displayName();
        }

        @Override
        void take(FormValues values) {
            values.takeList("targetLines", "target");
            values.takeList("recordsLines", "records");
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillKindItems() {
            ListBoxModel kinds = new ListBoxModel();
            kinds.add(Messages.AhaLinkRecordsStep_kind_told(), "");
            Kinds.labels().forEach(kinds::add);
            return kinds;
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillModeItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.AhaLinkRecordsStep_mode_add(), "add"),
                    new ListBoxModel.Option(Messages.AhaLinkRecordsStep_mode_replace(), "replace"),
                    new ListBoxModel.Option(Messages.AhaLinkRecordsStep_mode_remove(), "remove"),
                    new ListBoxModel.Option(Messages.AhaLinkRecordsStep_mode_clear(), "clear"));
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillIfMissingItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.AhaLinkRecordsStep_ifMissing_fail(), "fail"),
                    new ListBoxModel.Option(Messages.AhaLinkRecordsStep_ifMissing_ignore(), "ignore"));
        }

        @Override
        public String argumentsToString(Map<String, Object> arguments) {
            return FormValues.summary(arguments.get("target"));
        }
    }
}
