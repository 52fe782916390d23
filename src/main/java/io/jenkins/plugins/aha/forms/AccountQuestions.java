package io.jenkins.plugins.aha.forms;

import hudson.model.Item;
import hudson.security.Permission;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.run.DryRunResult;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;

/**
 * Asks an account for a form. Where there is no site, no credential, no permission or no answer, the form is as if
 * nothing had been asked: a build says what is wrong. Thread-safe.
 */
final class AccountQuestions {
    private static final Logger LOGGER = Logger.getLogger(AccountQuestions.class.getName());

    private final Optional<FormAccount> account;

    private AccountQuestions(Optional<FormAccount> account) {
        this.account = account;
    }

    /** A question to an account. */
    interface Question<T> {
        T ask(FormAccount account) throws IOException, InterruptedException;
    }

    /**
     * Returns the questions that a user may ask in a form.
     *
     * @param item where the form is; null outside any item, where only administrators may ask
     * @param permission what a user needs on the item
     * @param site as the form names it, possibly blank
     * @param credentialsId likewise
     */
    static AccountQuestions of(Item item, Permission permission, String site, String credentialsId) {
        boolean allowed =
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(permission);
        return new AccountQuestions(allowed ? FormAccount.find(item, site, credentialsId) : Optional.empty());
    }

    /** Returns the answer; null where there is none. */
    <T> T ask(Question<T> question) {
        try {
            return account.isEmpty() ? null : question.ask(account.get());
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "A form got no answer of Aha!", e);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Returns what a check says; nothing where there is no answer. */
    FormValidation check(Question<FormValidation> question) {
        FormValidation answer = ask(question);
        return answer == null ? FormValidation.ok() : answer;
    }

    /**
     * Shows what an operation would do.
     *
     * @param parameters as the form has them; blank ones are not given
     * @param shown makes a text of the result
     */
    FormValidation preview(String step, Map<String, Object> parameters, Function<DryRunResult, FormValidation> shown) {
        if (account.isEmpty()) {
            return FormValidation.warning(Messages.preview_unavailable());
        }
        Map<String, Object> given = new LinkedHashMap<>(parameters);
        given.values().removeIf(value -> value == null || String.valueOf(value).matches("\\s*|\\[]|\\{}"));
        if (given.toString().contains("$")) {
            return FormValidation.warning(Messages.preview_variables());
        }
        given.put("dryRun", true);
        try {
            return shown.apply(DryRunResult.of(Invocation.of(step, given), account.get()));
        } catch (ParameterException | AhaException e) {
            return FormValidation.error(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FormValidation.error(Messages.preview_unavailable());
        }
    }

    /** Returns the choices of a combo box; none where there is no answer. */
    ComboBoxModel choices(Question<List<String>> question) {
        List<String> answer = ask(question);
        ComboBoxModel choices = new ComboBoxModel();
        if (answer != null) {
            answer.stream().sorted().forEach(choices::add);
        }
        return choices;
    }
}
