package io.jenkins.plugins.aha.forms;

import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A form with a product, a table and keys of its fields. */
@Restricted(NoExternalUse.class)
public interface TableForm extends OperationForm {
    @POST
    default ComboBoxModel doFillProductItems(
            @AncestorInPath Item item,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId).choices(TableQuestions::products);
    }

    @POST
    default FormValidation doCheckProduct(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .check(account -> TableQuestions.checkProduct(account, value));
    }

    @POST
    default FormValidation doCheckTable(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("product") String product,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .check(account -> TableQuestions.checkTable(account, product, value));
    }

    @POST
    default ComboBoxModel doFillUniqueByItems(
            @AncestorInPath Item item,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return doFillFieldsItems(item, product, table, site, credentialsId);
    }

    @POST
    default FormValidation doCheckUniqueBy(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return doCheckFields(item, value, product, table, site, credentialsId);
    }

    @POST
    default ComboBoxModel doFillFieldsItems(
            @AncestorInPath Item item,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .choices(account -> TableQuestions.fields(account, product, table));
    }

    @POST
    default FormValidation doCheckFields(
            @AncestorInPath Item item,
            @QueryParameter("value") String value,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .check(account -> TableQuestions.checkFields(account, product, table, FormText.words(value)));
    }
}
