package io.jenkins.plugins.aha.freestyle;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.LinkForm;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import io.jenkins.plugins.aha.operation.links.LinkWish;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** "Aha!: link records", the build step for {@code ahaLinkRecords}. */
@Restricted(NoExternalUse.class)
public class LinkRecordsBuilder extends AhaBuilder {
    private final String target;
    private final String field;
    private final String records;
    private String product;
    private String table;
    private String waitingField;
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

    /** Returns the API key of the link field. */
    public String getField() {
        return field;
    }

    /** Returns the ids of the records. */
    public String getRecords() {
        return records;
    }

    /** Returns the key or numeric id of the product of the table; null for none. */
    public String getProduct() {
        return product;
    }

    @DataBoundSetter
    public void setProduct(String product) {
        this.product = Util.fixEmptyAndTrim(product);
    }

    /** Returns the API key of the table whose records are linked to what they wait for; null for none. */
    public String getTable() {
        return table;
    }

    @DataBoundSetter
    public void setTable(String table) {
        this.table = Util.fixEmptyAndTrim(table);
    }

    /** Returns the API key of the table's field that names what a record waits for; null for none. */
    public String getWaitingField() {
        return waitingField;
    }

    @DataBoundSetter
    public void setWaitingField(String waitingField) {
        this.waitingField = Util.fixEmptyAndTrim(waitingField);
    }

    /** Returns the kind of targets that are numbers; null where the references say it. */
    public String getKind() {
        return kind;
    }

    @DataBoundSetter
    public void setKind(String kind) {
        this.kind = Util.fixEmptyAndTrim(kind);
    }

    /** {@code add}, {@code replace}, {@code remove} or {@code clear}. */
    public String getMode() {
        return FormChoices.orDefault(mode, LinkWish.Mode.class);
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = FormChoices.withoutDefault(mode, LinkWish.Mode.class);
    }

    /** Returns whether a release brings the features in it along. */
    public boolean isWithFeatures() {
        return withFeatures;
    }

    @DataBoundSetter
    public void setWithFeatures(boolean withFeatures) {
        this.withFeatures = withFeatures;
    }

    /** {@code fail} or {@code ignore}. */
    public String getIfMissing() {
        return FormChoices.orDefault(ifMissing, IfMissing.class);
    }

    @DataBoundSetter
    public void setIfMissing(String ifMissing) {
        this.ifMissing = FormChoices.withoutDefault(ifMissing, IfMissing.class);
    }

    /** Returns whether the answer is compared with what was wanted. */
    public boolean isVerify() {
        return verify;
    }

    @DataBoundSetter
    public void setVerify(boolean verify) {
        this.verify = verify;
    }

    /** Returns what of the change log becomes a target; null for nothing. */
    public ChangeLogTargets getChangeLog() {
        return changeLog;
    }

    @DataBoundSetter
    public void setChangeLog(ChangeLogTargets changeLog) {
        this.changeLog = changeLog;
    }

    @Override
    void addParameters(Map<String, Object> parameters, Expansion expansion) throws IOException, InterruptedException {
        parameters.put("target", expansion.parts(target));
        parameters.put("field", expansion.text(field));
        parameters.put("records", expansion.ids(records));
        parameters.put("product", expansion.text(product));
        parameters.put("table", expansion.text(table));
        parameters.put("waitingField", expansion.textThatCounts("waitingField", waitingField));
        parameters.put("kind", expansion.textThatCounts("kind", kind));
        parameters.put("mode", mode);
        parameters.put("withFeatures", withFeatures);
        parameters.put("ifMissing", ifMissing);
        parameters.put("verify", verify);
    }

    @Override
    Invocation invocation(Map<String, Object> parameters, Expansion expansion)
            throws IOException, InterruptedException {
        return changeLog == null
                ? super.invocation(parameters, expansion)
                : Invocation.linking(parameters, changeLog.find(expansion));
    }

    /** The form. */
    @Extension
    @Symbol("ahaLinkRecordsBuilder")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaBuilderDescriptor implements LinkForm {
        @Override
        String step() {
            return "ahaLinkRecords";
        }

        @Override
        public String getDisplayName() {
            return Messages.LinkRecordsBuilder_displayName();
        }
    }
}
