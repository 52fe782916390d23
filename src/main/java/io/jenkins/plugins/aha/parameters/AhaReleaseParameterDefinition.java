package io.jenkins.plugins.aha.parameters;

import hudson.Extension;
import hudson.Util;
import hudson.model.ParameterValue;
import hudson.model.StringParameterValue;
import io.jenkins.plugins.aha.client.discovery.Release;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A build parameter that is a release of a product. Its value is the reference, such as {@code PRJ1-R-1}. */
@Restricted(NoExternalUse.class)
public class AhaReleaseParameterDefinition extends AhaParameterDefinition {
    private static final long serialVersionUID = 1L;

    /** Roll-up releases have other references, and no links. */
    private static final Pattern RELEASE = Pattern.compile("[A-Z][A-Z0-9]*-R-[0-9]{1,18}");

    private boolean unreleasedOnly;
    private String nameFilter;
    private boolean newestByDefault;

    @DataBoundConstructor
    public AhaReleaseParameterDefinition(String name, String product) {
        super(name, product);
    }

    /** Returns whether releases that were shipped are left out, where Aha! says which. */
    public boolean isUnreleasedOnly() {
        return unreleasedOnly;
    }

    @DataBoundSetter
    public void setUnreleasedOnly(boolean unreleasedOnly) {
        this.unreleasedOnly = unreleasedOnly;
    }

    /** Returns a part of the names to list, in any case; null for all. */
    public String getNameFilter() {
        return nameFilter;
    }

    @DataBoundSetter
    public void setNameFilter(String nameFilter) {
        this.nameFilter = Util.fixEmptyAndTrim(nameFilter);
    }

    /** Returns whether a build for which no release is given gets the newest that is listed. */
    public boolean isNewestByDefault() {
        return newestByDefault;
    }

    @DataBoundSetter
    public void setNewestByDefault(boolean newestByDefault) {
        this.newestByDefault = newestByDefault;
    }

    @Override
    public boolean isSeveral() {
        return false;
    }

    @Override
    public boolean isFirstChosen() {
        return newestByDefault;
    }

    /** Returns the newest first: numbers grow with each release. */
    @Override
    List<ListedValue> list(FormAccount account) throws AhaException, InterruptedException {
        return account.releases(getProduct()).stream()
                .filter(this::isListed)
                .sorted(Comparator.comparingLong(AhaReleaseParameterDefinition::number)
                        .reversed())
                .map(release -> new ListedValue(release.reference(), label(release)))
                .toList();
    }

    @Override
    boolean isCutOff(FormAccount account) throws AhaException, InterruptedException {
        return account.releases(getProduct()).size() >= FormAccount.MOST_LISTED;
    }

    private boolean isListed(Release release) {
        boolean shipped = Boolean.TRUE.equals(release.released());
        String name = release.name().toLowerCase(Locale.ROOT);
        return !release.parkingLot()
                && RELEASE.matcher(release.reference()).matches()
                && !(unreleasedOnly && shipped)
                && (nameFilter == null || name.contains(nameFilter.toLowerCase(Locale.ROOT)));
    }

    private static long number(Release release) {
        return Long.parseLong(release.reference().substring(release.reference().lastIndexOf('-') + 1));
    }

    private static String label(Release release) {
        return release.day().isEmpty() ? release.name() : release.name() + " (" + release.day() + ")";
    }

    @Override
    List<String> read(String submitted) {
        if (submitted.isBlank()) {
            return List.of();
        }
        try {
            return List.of(Reference.parse(submitted, Kind.RELEASE).id());
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(Messages.AhaReleaseParameterDefinition_notARelease(getName(), submitted));
        }
    }

    @Override
    ParameterValue valueOf(List<String> values) {
        if (values.isEmpty() && newestByDefault) {
            return new NewestReleaseParameterValue(getName(), getDescription());
        }
        return new StringParameterValue(getName(), String.join("", values), getDescription());
    }

    /** The form. */
    @Extension
    @Symbol("ahaRelease")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaParameterDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AhaReleaseParameterDefinition_displayName();
        }
    }
}
