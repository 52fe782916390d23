package io.jenkins.plugins.aha.parameters;

import hudson.Util;
import hudson.model.Job;
import hudson.model.ParameterValue;
import hudson.model.SimpleParameterDefinition;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.model.AhaException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** What the build parameters have in common: product, site, credential, and how a value is checked. */
@Restricted(NoExternalUse.class)
public abstract class AhaParameterDefinition extends SimpleParameterDefinition {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AhaParameterDefinition.class.getName());

    private final String product;
    private String site;
    private String credentialsId;
    private boolean onlyExisting;

    AhaParameterDefinition(String name, String product) {
        super(Util.fixNull(name).trim());
        this.product = Util.fixNull(product).trim();
    }

    /** Returns the prefix of the product, such as {@code PRJ1}. */
    public String getProduct() {
        return product;
    }

    /** Returns the name of a configured site; null for the folder's or the default. */
    public String getSite() {
        return site;
    }

    @DataBoundSetter
    public void setSite(String site) {
        this.site = Util.fixEmptyAndTrim(site);
    }

    /** Returns the id of the Secret text credential to list with; null for the folder's or the site's. */
    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = Util.fixEmptyAndTrim(credentialsId);
    }

    /**
     * Returns whether values that Aha! does not list are refused. Every value is accepted while Aha! does not answer.
     */
    public boolean isOnlyExisting() {
        return onlyExisting;
    }

    @DataBoundSetter
    public void setOnlyExisting(boolean onlyExisting) {
        this.onlyExisting = onlyExisting;
    }

    /** Returns whether several values, one on each line, can be given. */
    public abstract boolean isSeveral();

    /** Returns whether the form chooses the first value that is listed. */
    public abstract boolean isFirstChosen();

    /** Asks for what can be chosen, in the order of the form. */
    abstract List<ListedValue> list(FormAccount account) throws AhaException, InterruptedException;

    /** Asks whether Aha! has more than forms read, so that a value that is not listed may still exist. */
    abstract boolean isCutOff(FormAccount account) throws AhaException, InterruptedException;

    /**
     * Reads what was submitted.
     *
     * @return the values in the form in which builds get them; empty for none
     * @throws InvalidValueException when the form is wrong
     */
    abstract List<String> read(String submitted);

    /** Makes the parameter of a build. */
    abstract ParameterValue valueOf(List<String> values);

    /**
     * Lists what can be chosen, with the site and the credential that builds of a job would use. Takes five seconds at
     * most.
     */
    final List<ListedValue> list(Job<?, ?> job) throws AhaException, InterruptedException {
        try {
            return list(account(job));
        } catch (IllegalArgumentException e) {
            // A product such as ".." cannot be part of an address.
            throw AhaException.notSent(AhaException.Reason.REFUSED, e.getMessage(), e.getMessage());
        }
    }

    final boolean isCutOff(Job<?, ?> job) throws AhaException, InterruptedException {
        return isCutOff(account(job));
    }

    private FormAccount account(Job<?, ?> job) throws AhaException {
        return FormAccount.find(job, site, credentialsId)
                .orElseThrow(() -> AhaException.notSent(
                        AhaException.Reason.UNAUTHORIZED,
                        Messages.AhaParameterDefinition_noAccount(),
                        Messages.AhaParameterDefinition_noAccount()));
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return createValue(form.optString("value"));
    }

    /** {@inheritDoc} The command line and remote calls come here, too. */
    @Override
    public ParameterValue createValue(String submitted) {
        List<String> values = read(Util.fixNull(submitted));
        if (onlyExisting) {
            refuseUnknown(values);
        }
        return valueOf(values);
    }

    @Override
    public ParameterValue getDefaultParameterValue() {
        return valueOf(List.of());
    }

    @Override
    public boolean isValid(ParameterValue value) {
        try {
            createValue(String.valueOf(value.getValue()));
            return true;
        } catch (InvalidValueException invalid) {
            return false;
        }
    }

    private void refuseUnknown(List<String> values) {
        if (values.isEmpty()) {
            if (isFirstChosen()) {
                return;
            }
            throw new InvalidValueException(Messages.AhaParameterDefinition_missing(getName()));
        }
        Optional<Job<?, ?>> job = OwningJob.of(this);
        if (job.isEmpty()) {
            return;
        }
        try {
            Set<String> listed =
                    list(job.get()).stream().map(ListedValue::value).collect(Collectors.toSet());
            String unknown =
                    values.stream().filter(value -> !listed.contains(value)).collect(Collectors.joining(", "));
            if (!unknown.isEmpty() && !isCutOff(job.get())) {
                throw new InvalidValueException(Messages.AhaParameterDefinition_unknown(getName(), unknown));
            }
        } catch (AhaException e) {
            if (e.getReason() == AhaException.Reason.REFUSED || e.getReason() == AhaException.Reason.NOT_FOUND) {
                throw new InvalidValueException(Messages.AhaParameterDefinition_refused(getName(), e.problem()));
            }
            // A build must not depend on a list that is there for convenience: what does not exist fails in the build.
            LOGGER.log(Level.INFO, e, () -> "Aha!: could not check the value of parameter " + getName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
