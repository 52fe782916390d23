package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.operation.links.Kinds;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** "Aha!: link records", the build step for {@code ahaLinkRecords}. */
@Restricted(NoExternalUse.class)
public class LinkRecordsBuilder extends AhaBuilder {
    private static final Pattern RELEASE = Pattern.compile("[A-Z0-9]+-R-[0-9]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final String target;
    private final String field;
    private final String records;
    private String kind;
    private String mode;
    private boolean withFeatures;
    private String ifMissing;
    private boolean verify = true;
    private ChangeLogTargets changeLog;

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

    /** {@code add}, {@code replace}, {@code remove} or {@code clear}. */
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

    /** What of the change log becomes a target; null for nothing. */
    public ChangeLogTargets getChangeLog() {
        return changeLog;
    }

    @DataBoundSetter
    public void setChangeLog(ChangeLogTargets changeLog) {
        this.changeLog = changeLog;
    }

    private Collection<String> targets(Expansion expansion) throws IOException, InterruptedException {
        List<String> named = expansion.parts(target);
        if (changeLog == null) {
            return named;
        }
        Set<String> all = new LinkedHashSet<>(named == null ? List.of() : named);
        all.addAll(changeLog.find(expansion));
        return all;
    }

    /** A variable without ids means that there is nothing to link; but never that all links shall go. */
    private List<String> records(Expansion expansion) throws IOException, InterruptedException {
        List<String> ids = expansion.parts(records);
        if (ids == null && records != null && !getMode().equals("replace")) {
            expansion.listener().getLogger().println(Messages.LinkRecordsBuilder_nothing(records));
            return List.of();
        }
        return ids;
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        Collection<String> targets = targets(expansion);
        String kindOfNumbers = expansion.textThatCounts("kind", kind);
        boolean numbers = targets != null
                && targets.stream().anyMatch(target -> NUMBER.matcher(target).matches());
        parameters.put("target", targets);
        parameters.put("field", expansion.text(field));
        parameters.put("records", records(expansion));
        // References of the change log tell themselves what they are.
        parameters.put("kind", changeLog == null || numbers ? kindOfNumbers : null);
        parameters.put("mode", mode);
        // Whether the change log names a release is not known before; it is no mistake when it names none.
        boolean release = numbers && "release".equalsIgnoreCase(kindOfNumbers)
                || targets != null
                        && targets.stream()
                                .anyMatch(target -> RELEASE.matcher(target).matches());
        parameters.put("withFeatures", withFeatures && (changeLog == null || release));
        parameters.put("ifMissing", ifMissing);
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    @Symbol("ahaLinkRecordsBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor {
        @Override
        String step() {
            return "ahaLinkRecords";
        }

        @Override
        public String getDisplayName() {
            return Messages.LinkRecordsBuilder_displayName();
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillModeItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_mode_add(), "add"),
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_mode_replace(), "replace"),
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_mode_remove(), "remove"),
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_mode_clear(), "clear"));
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillIfMissingItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_ifMissing_fail(), "fail"),
                    new ListBoxModel.Option(Messages.LinkRecordsBuilder_ifMissing_ignore(), "ignore"));
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillKindItems() {
            ListBoxModel kinds = new ListBoxModel();
            kinds.add(Messages.LinkRecordsBuilder_kind_told(), "");
            Kinds.labels().forEach(kinds::add);
            return kinds;
        }
    }
}
