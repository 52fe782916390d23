package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import hudson.util.ListBoxModel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.verb.POST;

/** "Aha!: delete records", the build step for {@code ahaDeleteRecord}. */
@Restricted(NoExternalUse.class)
public class DeleteRecordsBuilder extends AhaBuilder {
    private final String id;
    private String ifMissing;

    @DataBoundConstructor
    public DeleteRecordsBuilder(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    /** Ids of the records. */
    public String getId() {
        return id;
    }

    /** {@code fail} or {@code ignore}. */
    public String getIfMissing() {
        return ifMissing == null ? "fail" : ifMissing;
    }

    @DataBoundSetter
    public void setIfMissing(String ifMissing) {
        this.ifMissing = orNull(ifMissing, "fail");
    }

    /** A variable without ids means that there is nothing to delete: so says an earlier step that found nothing. */
    private List<String> ids(Expansion expansion) throws IOException, InterruptedException {
        List<String> ids = expansion.parts(id);
        if (ids == null && id != null) {
            expansion.listener().getLogger().println(Messages.DeleteRecordsBuilder_nothing(id));
            return List.of();
        }
        return ids;
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("id", ids(expansion));
        parameters.put("ifMissing", ifMissing);
    }

    /** The form. */
    @Extension
    @Symbol("ahaDeleteRecordsBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor {
        @Override
        String step() {
            return "ahaDeleteRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.DeleteRecordsBuilder_displayName();
        }

        // The documentation lists these choices: they disclose nothing about this Jenkins.
        @SuppressWarnings("lgtm[jenkins/no-permission-check]")
        @POST
        public ListBoxModel doFillIfMissingItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.DeleteRecordsBuilder_ifMissing_fail(), "fail"),
                    new ListBoxModel.Option(Messages.DeleteRecordsBuilder_ifMissing_ignore(), "ignore"));
        }
    }
}
