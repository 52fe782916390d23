package io.jenkins.plugins.aha.parameters;

import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.ParameterValue;
import hudson.model.StringParameterValue;
import hudson.model.TextParameterValue;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.client.discovery.ListedRecords;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A build parameter that is one record of a custom table, or several. Its value are ids, one on each line. */
@Restricted(NoExternalUse.class)
public class AhaRecordsParameterDefinition extends AhaParameterDefinition {
    private static final long serialVersionUID = 1L;

    private final String table;
    private String labelField;
    private String where;
    private boolean single;

    @DataBoundConstructor
    public AhaRecordsParameterDefinition(String name, String product, String table) {
        super(name, product);
        this.table = Util.fixNull(table).trim();
    }

    /** Returns the key of the table. */
    public String getTable() {
        return table;
    }

    /** Returns the key of the field that names a record; null for the name that Aha! gives it. */
    public String getLabelField() {
        return labelField;
    }

    @DataBoundSetter
    public void setLabelField(String labelField) {
        this.labelField = Util.fixEmptyAndTrim(labelField);
    }

    /**
     * Conditions on fields, one {@code key=value} on each line; of several for one key, one must hold. Null for all.
     */
    public String getWhere() {
        return where;
    }

    @DataBoundSetter
    public void setWhere(String where) {
        this.where = Util.fixEmptyAndTrim(where);
    }

    /** Returns whether one record at most can be chosen. */
    public boolean isSingle() {
        return single;
    }

    @DataBoundSetter
    public void setSingle(boolean single) {
        this.single = single;
    }

    @Override
    public boolean isSeveral() {
        return !single;
    }

    @Override
    public boolean isFirstChosen() {
        return false;
    }

    @Override
    List<ListedValue> list(FormAccount account) throws AhaException, InterruptedException {
        return records(account).names().stream()
                .map(record -> new ListedValue(record.id(), record.name()))
                .toList();
    }

    @Override
    boolean isCutOff(FormAccount account) throws AhaException, InterruptedException {
        return records(account).isCutOff();
    }

    private ListedRecords records(FormAccount account) throws AhaException, InterruptedException {
        return account.records(getProduct(), table, labelField, conditions(where));
    }

    private static Map<String, Object> conditions(String where) throws AhaException {
        Map<String, Object> conditions = new LinkedHashMap<>();
        for (String line : lines(Util.fixNull(where))) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                String problem = Messages.AhaRecordsParameterDefinition_condition(line);
                throw AhaException.notSent(AhaException.Reason.REFUSED, problem, problem);
            }
            String value = line.substring(equals + 1).trim();
            conditions.merge(line.substring(0, equals).trim(), value, AhaRecordsParameterDefinition::either);
        }
        return conditions;
    }

    private static Object either(Object first, Object second) {
        List<Object> values = new ArrayList<>(first instanceof List<?> list ? list : List.of(first));
        values.add(second);
        return List.copyOf(values);
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::trim).filter(line -> !line.isEmpty()).toList();
    }

    @Override
    List<String> read(String submitted) {
        List<String> ids = lines(submitted).stream().map(this::id).distinct().toList();
        if (single && ids.size() > 1) {
            throw new InvalidValueException(Messages.AhaRecordsParameterDefinition_single(getName(), ids.size()));
        }
        return ids;
    }

    private String id(String line) {
        try {
            return Reference.parse(line, Kind.RECORD).id();
        } catch (IllegalArgumentException e) {
            throw new InvalidValueException(Messages.AhaRecordsParameterDefinition_notAnId(getName(), line));
        }
    }

    @Override
    ParameterValue valueOf(List<String> values) {
        String text = String.join("\n", values);
        return single
                ? new StringParameterValue(getName(), text, getDescription())
                : new TextParameterValue(getName(), text, getDescription());
    }

    /** The form. */
    @Extension
    @Symbol("ahaRecords")
    @Restricted(NoExternalUse.class)
    public static class DescriptorImpl extends AhaParameterDescriptor {
        @Override
        public String getDisplayName() {
            return Messages.AhaRecordsParameterDefinition_displayName();
        }

        @POST
        public ComboBoxModel doFillLabelFieldItems(
                @AncestorInPath Item item,
                @QueryParameter("product") String product,
                @QueryParameter("table") String table,
                @QueryParameter("site") String site,
                @QueryParameter("credentialsId") String credentialsId) {
            return doFillFieldsItems(item, product, table, site, credentialsId);
        }

        @POST
        public FormValidation doCheckLabelField(
                @AncestorInPath Item item,
                @QueryParameter("value") String value,
                @QueryParameter("product") String product,
                @QueryParameter("table") String table,
                @QueryParameter("site") String site,
                @QueryParameter("credentialsId") String credentialsId) {
            return doCheckFields(item, value, product, table, site, credentialsId);
        }

        @POST
        public FormValidation doCheckWhere(
                @AncestorInPath Item item,
                @QueryParameter("value") String value,
                @QueryParameter("product") String product,
                @QueryParameter("table") String table,
                @QueryParameter("site") String site,
                @QueryParameter("credentialsId") String credentialsId) {
            try {
                String keys = String.join("\n", conditions(value).keySet());
                return doCheckFields(item, keys, product, table, site, credentialsId);
            } catch (AhaException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }
}
