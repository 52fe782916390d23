package io.jenkins.plugins.aha.forms;

import hudson.model.Item;
import hudson.security.Permission;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.aha.config.SiteLookup;
import io.jenkins.plugins.aha.config.TokenChoices;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.operation.input.IfExists;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import io.jenkins.plugins.aha.operation.input.OnError;
import io.jenkins.plugins.aha.operation.input.Since;
import io.jenkins.plugins.aha.operation.links.LinkWish;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * The descriptor of a Pipeline step, and of the build step that does the same and has the same form: what can be chosen
 * in it, and how what it holds is shown. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public interface OperationForm {
    /** Returns whether the form is that of a build step, which shows what a Pipeline step does not have. */
    default boolean isBuildStep() {
        return false;
    }

    /** Returns what a user needs on the item to see what Aha! answers; a snippet generator needs less than a job. */
    default Permission permission() {
        return isBuildStep() ? Item.CONFIGURE : Item.EXTENDED_READ;
    }

    /** Returns the text that shows one value or a list, on lines of their own; empty for null. */
    default String lines(Object value) {
        return FormText.lines(value);
    }

    /** Returns the text that shows one value or a list in one line; empty for null. */
    default String inline(Object value) {
        return FormText.inline(value);
    }

    /** Returns the rows that show the fields of a record; none for null. */
    default List<FieldRow> rows(Object fields) {
        return FieldRow.of(fields);
    }

    @POST
    default ListBoxModel doFillSiteItems(@AncestorInPath Item item, @QueryParameter("site") String site) {
        return SiteLookup.choices(item, site);
    }

    @POST
    default ListBoxModel doFillCredentialsIdItems(
            @AncestorInPath Item item,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return TokenChoices.forItem(item, site, credentialsId);
    }

    // The documentation lists these choices and those below: they disclose nothing about this Jenkins.
    @SuppressWarnings("lgtm[jenkins/no-permission-check]")
    @POST
    default ListBoxModel doFillOnErrorItems() {
        return FormChoices.of(OnError.class, choice -> switch (choice) {
            case FAIL -> Messages.onError_fail();
            case UNSTABLE -> Messages.onError_unstable();
            case IGNORE -> Messages.onError_ignore();
        });
    }

    @SuppressWarnings("lgtm[jenkins/no-permission-check]")
    @POST
    default ListBoxModel doFillIfMissingItems() {
        return FormChoices.of(IfMissing.class, choice -> switch (choice) {
            case FAIL -> Messages.ifMissing_fail();
            case IGNORE -> Messages.ifMissing_ignore();
        });
    }

    @SuppressWarnings("lgtm[jenkins/no-permission-check]")
    @POST
    default ListBoxModel doFillIfExistsItems() {
        return FormChoices.of(IfExists.class, choice -> switch (choice) {
            case UPDATE -> Messages.ifExists_update();
            case KEEP -> Messages.ifExists_keep();
            case FAIL -> Messages.ifExists_fail();
        });
    }

    @SuppressWarnings("lgtm[jenkins/no-permission-check]")
    @POST
    default ListBoxModel doFillModeItems() {
        return FormChoices.of(LinkWish.Mode.class, choice -> switch (choice) {
            case ADD -> Messages.mode_add();
            case REPLACE -> Messages.mode_replace();
            case REMOVE -> Messages.mode_remove();
            case CLEAR -> Messages.mode_clear();
        });
    }

    @SuppressWarnings("lgtm[jenkins/no-permission-check]")
    @POST
    default ListBoxModel doFillSinceItems() {
        return FormChoices.of(Since.class, choice -> switch (choice) {
            case BUILD -> Messages.since_build();
            case LAST_SUCCESS -> Messages.since_lastSuccess();
            case UPSTREAM -> Messages.since_upstream();
        });
    }

    @SuppressWarnings("lgtm[jenkins/no-permission-check]")
    @POST
    default ListBoxModel doFillKindItems() {
        ListBoxModel kinds = new ListBoxModel();
        kinds.add(Messages.kind_none(), "");
        Kind.labels().forEach(kinds::add);
        return kinds;
    }
}
