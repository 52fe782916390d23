package io.jenkins.plugins.aha.forms;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form for links: targets, a link field, and records or a table of records that wait for the targets. */
@Restricted(NoExternalUse.class)
public interface LinkForm extends TableForm {
    @POST
    default FormValidation doCheckTarget(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("kind") String kind,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .check(account -> LinkQuestions.checkTargets(account, value, kind));
    }

    @POST
    default ComboBoxModel doFillFieldItems(
            @AncestorInPath Item item,
            @QueryParameter("target") String target,
            @QueryParameter("kind") String kind,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .choices(account -> LinkQuestions.fields(account, target, kind));
    }

    @POST
    default FormValidation doCheckField(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("target") String target,
            @QueryParameter("kind") String kind,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .check(account -> LinkQuestions.checkField(account, target, kind, value));
    }

    @POST
    default FormValidation doCheckRecords(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .check(account -> LinkQuestions.checkRecords(account, value));
    }

    @POST
    default ComboBoxModel doFillWaitingFieldItems(
            @AncestorInPath Item item,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return doFillFieldsItems(item, product, table, site, credentialsId);
    }

    @POST
    default FormValidation doCheckWaitingField(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return doCheckFields(item, value, product, table, site, credentialsId);
    }

    /** Says what the links of each target would become. */
    @POST
    default FormValidation doPreview(
            @AncestorInPath Item item,
            @QueryParameter("target") String target,
            @QueryParameter("field") String field,
            @QueryParameter("records") String records,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("waitingField") String waitingField,
            @QueryParameter("kind") String kind,
            @QueryParameter("mode") String mode,
            @QueryParameter("withFeatures") boolean withFeatures,
            @QueryParameter("ifMissing") String ifMissing,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("target", FormText.words(target));
        parameters.put("field", field);
        parameters.put("records", FormText.words(records));
        parameters.put("product", product);
        parameters.put("table", table);
        parameters.put("waitingField", waitingField);
        parameters.put("kind", kind);
        parameters.put("mode", mode);
        parameters.put("withFeatures", withFeatures);
        parameters.put("ifMissing", ifMissing);
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .preview("ahaLinkRecords", parameters, OperationPreview::links);
    }
}
