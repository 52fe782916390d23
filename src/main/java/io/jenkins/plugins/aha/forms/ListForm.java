package io.jenkins.plugins.aha.forms;

import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form for lists of records. */
@Restricted(NoExternalUse.class)
public interface ListForm extends TableForm {
    /**
     * Says how many records there are and names the first of them.
     *
     * @param conditions names and values of the rows, each on a line of its own
     */
    @POST
    default FormValidation doPreview(
            @AncestorInPath Item item,
            @QueryParameter("product") String product,
            @QueryParameter("table") String table,
            @QueryParameter("conditions") String conditions,
            @QueryParameter("updatedSince") String updatedSince,
            @QueryParameter("limit") String limit,
            @QueryParameter("site") String site,
            @QueryParameter("credentialsId") String credentialsId) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("product", product);
        parameters.put("table", table);
        parameters.put("where", FormText.pairs(conditions));
        parameters.put("updatedSince", updatedSince);
        parameters.put("limit", limit);
        return AccountQuestions.of(item, permission(), site, credentialsId)
                .preview("ahaListRecords", parameters, OperationPreview::records);
    }
}
