package io.jenkins.plugins.aha.steps;

import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.aha.forms.FormChoices;
import io.jenkins.plugins.aha.forms.LinkForm;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import io.jenkins.plugins.aha.operation.links.LinkWish;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code ahaLinkRecords}: links records to releases, features and other things, or removes such links. */
@Restricted(NoExternalUse.class)
public class AhaLinkRecordsStep extends AhaAccountStep {
    private final Object target;
    private final String field;
    private Object records;
    private Object product;
    private String table;
    private String waitingField;
    private String kind;
    private String mode;
    private boolean withFeatures;
    private String ifMissing;
    private boolean verify = true;

    @DataBoundConstructor
    public AhaLinkRecordsStep(Object target, String field) {
        this.target = StepArguments.plain(target);
        this.field = Util.fixEmptyAndTrim(field);
    }

    /** Reference or id, or a list of them. */
    public Object getTarget() {
        return target;
    }

    /** Returns the API key of the link field. */
    public String getField() {
        return field;
    }

    /** One id or record, or a list of them; null where they are found by {@link #getWaitingField}, or for none. */
    public Object getRecords() {
        return records;
    }

    @DataBoundSetter
    public void setRecords(Object records) {
        this.records = StepArguments.plain(records);
    }

    /** Returns the key or numeric id of the product of the table; null for none. */
    public Object getProduct() {
        return product;
    }

    @DataBoundSetter
    public void setProduct(Object product) {
        this.product = StepArguments.trimmed(product);
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
        this.waitingField = restriction("waitingField", Util.fixEmptyAndTrim(waitingField));
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

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        super.addParameters(parameters);
        parameters.put("target", target);
        parameters.put("field", field);
        parameters.put("records", records);
        parameters.put("product", product);
        parameters.put("table", table);
        parameters.put("waitingField", waitingField);
        parameters.put("kind", kind);
        parameters.put("mode", mode);
        parameters.put("withFeatures", withFeatures);
        parameters.put("ifMissing", ifMissing);
        parameters.put("verify", verify);
    }

    /** The form. */
    @Extension
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AccountStepDescriptor implements LinkForm {
        @Override
        public String getFunctionName() {
            return "ahaLinkRecords";
        }

        @Override
        public String getDisplayName() {
            return Messages.AhaLinkRecordsStep_displayName();
        }

        @Override
        AhaLinkRecordsStep read(SubmittedForm form) {
            AhaLinkRecordsStep step = new AhaLinkRecordsStep(form.words("target"), form.text("field"));
            step.setRecords(form.words("records"));
            step.setProduct(form.text("product"));
            step.setTable(form.text("table"));
            SubmittedForm.set(form.text("waitingField"), step::setWaitingField);
            step.setKind(form.text("kind"));
            step.setMode(form.text("mode"));
            step.setWithFeatures(form.flag("withFeatures", false));
            step.setIfMissing(form.text("ifMissing"));
            step.setVerify(form.flag("verify", true));
            return step;
        }
    }
}
