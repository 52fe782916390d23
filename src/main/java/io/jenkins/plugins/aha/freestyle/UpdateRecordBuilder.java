package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.forms.RecordForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Aha!: update record", the build step for {@code ahaUpdateRecord}. */
@Restricted(NoExternalUse.class)
public class UpdateRecordBuilder extends AhaBuilder {
    private final String id;
    private final List<FieldRow> fields;
    private List<FieldRow> links;
    private boolean verify = true;

    @DataBoundConstructor
    public UpdateRecordBuilder(String id, List<FieldRow> fields) {
        this.id = Util.fixEmptyAndTrim(id);
        this.fields = fields == null ? new ArrayList<>() : new ArrayList<>(fields);
    }

    /** Returns the id of the record. */
    public String getId() {
        return id;
    }

    /** Returns the fields to set. */
    public List<FieldRow> getFields() {
        return fields;
    }

    /** Returns the link fields and the ids to add to them. */
    public List<FieldRow> getLinks() {
        return links == null ? List.of() : links;
    }

    @DataBoundSetter
    public void setLinks(List<FieldRow> links) {
        this.links = FieldRow.filled(links);
    }

    /** Returns whether the answer is compared with what was sent. */
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("id", expansion.text(id));
        parameters.put("fields", expansion.map(fields));
        parameters.put("links", expansion.links(getLinks()));
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    @Symbol("ahaUpdateRecordBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor implements RecordForm {
        @Override
        String step() {
            return "ahaUpdateRecord";
        }

        @Override
        public String getDisplayName() {
            return Messages.UpdateRecordBuilder_displayName();
        }
    }
}
