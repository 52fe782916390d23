package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.operation.Kinds;
import java.io.IOException;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** "Aha!: link records", the build step for {@code ahaLinkRecords}. */
public class LinkRecordsBuilder extends AhaBuilder {
    private final String target;
    private final String field;
    private final String records;
    private String kind;
    private String mode;
    private boolean withFeatures;
    private String ifMissing;
    private boolean verify = true;

    @DataBoundConstructor
    public LinkRecordsBuilder(String target, String field, String records) {
        this.target = Util.fixEmptyAndTrim(target);
        this.field = Util.fixEmptyAndTrim(field);
        this.records = Util.fixEmptyAndTrim(records);
    }

    /** References or ids. */
    public String getTarget() {
        return target;
    }

    /** API key of the link field. */
    public String getField() {
        return field;
    }

    /** Ids of the records. */
    public String getRecords() {
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

    /** {@code add}, {@code replace} or {@code remove}. */
    public String getMode() {
        return mode == null ? "add" : mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = orNull(mode, "add");
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
        this.ifMissing = orNull(ifMissing, "fail");
    }

    /** Whether the answer is compared with what was wanted. */
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("target", expansion.parts(target));
        parameters.put("field", expansion.text(field));
        parameters.put("records", expansion.parts(records));
        parameters.put("kind", expansion.text(kind));
        parameters.put("mode", mode);
        parameters.put("withFeatures", withFeatures);
        parameters.put("ifMissing", ifMissing);
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    public static class DescriptorImpl extends AhaBuilderDescriptor {
        @Override
        String step() {
            return "ahaLinkRecords";
        }

        @Override
        public String getDisplayName() {
            return Messages.LinkRecordsBuilder_displayName();
        }

        @POST
        public ListBoxModel doFillModeItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_mode_add(), "add"),
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_mode_replace(), "replace"),
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_mode_remove(), "remove"));
        }

        @POST
        public ListBoxModel doFillIfMissingItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_ifMissing_fail(), "fail"),
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_ifMissing_ignore(), "ignore"));
        }

        @POST
        public ListBoxModel doFillKindItems() {
            ListBoxModel kinds = new ListBoxModel();
            kinds.add(Messages.LinkRecordsBuilder_kind_told(), "");
            Kinds.labels().forEach(kinds::add);
            return kinds;
        }
    }
}
