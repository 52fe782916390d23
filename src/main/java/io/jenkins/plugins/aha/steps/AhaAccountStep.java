package io.jenkins.plugins.aha.steps;

import hudson.Util;
import java.util.Map;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What all steps have in common that speak to Aha!. */
@Restricted(NoExternalUse.class)
public abstract class AhaAccountStep extends AhaStep {
    private String site;
    private String credentialsId;
    private Boolean dryRun;

    /** Returns the name of a configured site; null for the folder's or the default. */
    public String getSite() {
        return Util.fixEmpty(site);
    }

    @DataBoundSetter
    public void setSite(String site) {
        this.site = trimmed(site);
    }

    /** Returns the id of a Secret text credential; null for the folder's or the site's. */
    public String getCredentialsId() {
        return Util.fixEmpty(credentialsId);
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = trimmed(credentialsId);
    }

    /** Returns whether writes are only logged. */
    public boolean isDryRun() {
        return Boolean.TRUE.equals(dryRun);
    }

    @DataBoundSetter
    public void setDryRun(Boolean dryRun) {
        this.dryRun = restriction("dryRun", dryRun);
    }

    /** A blank text stays one, so that the operation can refuse it; null means that it was not given. */
    private static String trimmed(String text) {
        return text == null ? null : text.trim();
    }

    @Override
    protected void addParameters(Map<String, Object> parameters) {
        parameters.put("site", site);
        parameters.put("credentialsId", credentialsId);
        parameters.put("dryRun", dryRun);
    }

    /** The forms' common parts. */
    abstract static class AccountStepDescriptor extends AhaStepDescriptor {
        @Override
        abstract AhaAccountStep read(SubmittedForm form);

        @Override
        public final Step newInstance(StaplerRequest2 request, JSONObject submitted) {
            AhaAccountStep step = (AhaAccountStep) super.newInstance(request, submitted);
            SubmittedForm form = new SubmittedForm(submitted);
            step.setSite(form.text("site"));
            step.setCredentialsId(form.text("credentialsId"));
            if (form.flag("dryRun", false)) {
                step.setDryRun(true);
            }
            return step;
        }
    }
}
