package io.jenkins.plugins.aha.forms;

import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form with the ids of records. */
@Restricted(NoExternalUse.class)
public interface RecordForm extends OperationForm {
    /** Returns whether the keys of fields are those of the record's table, since the form names no table. */
    default boolean isFieldsOfRecord() {
        return !(this instanceof TableForm);
    }

    @POST
    default FormValidation doCheckId(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .check(account -> LinkQuestions.checkRecords(account, value));
    }
}
