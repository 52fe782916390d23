package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;

/** "Aha!: get record", the build step for {@code ahaGetRecord}. */
@Restricted(NoExternalUse.class)
public class GetRecordBuilder extends AhaBuilder {
    private final String id;

    @DataBoundConstructor
    public GetRecordBuilder(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    /** Id of the record. */
    public String getId() {
        return id;
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("id", expansion.text(id));
    }

    /** The form. */
    @Extension
    @Symbol("ahaGetRecordBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor {
        @Override
        String step() {
            return "ahaGetRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.GetRecordBuilder_displayName();
        }
    }
}
