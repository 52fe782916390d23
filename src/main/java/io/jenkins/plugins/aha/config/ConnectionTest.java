package io.jenkins.plugins.aha.config;

import hudson.AbortException;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.User;
import java.time.Duration;

/** Asks Aha! whose key a credential holds. */
final class ConnectionTest {
    private static final int LONGEST_SILENCE = 20;

    /** An administrator waits for the answer in front of the form. */
    private static final RetryPolicy IMPATIENT =
            new RetryPolicy(2, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofSeconds(10));

    private ConnectionTest() {}

    /**
     * Tries a site as it is entered in the form.
     *
     * @param credentialsId the chosen credential; null or empty for none
     * @return the key's user, or what is wrong
     */
    static FormValidation of(AhaSite site, String credentialsId) {
        site.setReadTimeoutSeconds(LONGEST_SILENCE);
        try {
            User user = AhaAccounts.forConnectionTest(site, IMPATIENT)
                    .open(TokenLookup.forTest(credentialsId, site.getUrl()), BuildLog.NONE, new Cancellation())
                    .me();
            return FormValidation.ok(Messages.AhaSite_connected(
                    user.name(),
                    user.email().isEmpty() ? "" : " <" + user.email() + ">",
                    user.accounts().isEmpty() ? "" : ", " + String.join(", ", user.accounts())));
        } catch (AhaException e) {
            boolean key =
                    e.getReason() == AhaException.Reason.UNAUTHORIZED || e.getReason() == AhaException.Reason.FORBIDDEN;
            return FormValidation.error(
                    key ? Messages.AhaSite_keyRefused(e.getMessage()) : Messages.AhaSite_unreachable(e.getMessage()));
        } catch (IllegalArgumentException | AbortException e) {
            return FormValidation.error(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.AhaSite_interrupted());
        }
    }
}
