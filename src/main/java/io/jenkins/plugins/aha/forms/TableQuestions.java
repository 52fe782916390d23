package io.jenkins.plugins.aha.forms;

import hudson.util.FormValidation;
import io.jenkins.plugins.aha.client.discovery.FieldDefinition;
import io.jenkins.plugins.aha.client.discovery.Product;
import io.jenkins.plugins.aha.client.discovery.Table;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What forms say of products, tables and their fields. Texts are as they were entered; where one is no key, nothing is
 * said. Stateless.
 */
final class TableQuestions {
    private static final int MOST_FIELDS = 10;

    private TableQuestions() {}

    static List<String> products(FormAccount account) throws AhaException, InterruptedException {
        return account.products().stream()
                .filter(product -> !product.line())
                .map(Product::prefix)
                .toList();
    }

    static FormValidation checkProduct(FormAccount account, String entered) throws AhaException, InterruptedException {
        String key = EnteredKeys.of(entered);
        if (key == null) {
            return null;
        }
        return named(account, key)
                .map(product ->
                        FormValidation.ok(product.line() ? Messages.product_line(product.name()) : product.name()))
                .orElseGet(() -> FormValidation.warning(Messages.product_unknown(key)));
    }

    private static Optional<Product> named(FormAccount account, String key) throws AhaException, InterruptedException {
        return account.products().stream()
                .filter(product -> product.isNamed(key))
                .findFirst();
    }

    static FormValidation checkTable(FormAccount account, String ofProduct, String entered)
            throws AhaException, InterruptedException {
        String product = EnteredKeys.of(ofProduct);
        String key = EnteredKeys.of(entered);
        if (product == null || key == null) {
            return null;
        }
        String name = named(account, product).map(Product::name).orElse(product);
        try {
            Table table = account.table(product, key);
            if (table.records() < 0) {
                return FormValidation.ok(Messages.table_uncounted(name, fieldsOf(table)));
            }
            return FormValidation.ok(Messages.table_known(table.records(), name, fieldsOf(table)));
        } catch (AhaException e) {
            if (e.getReason() != Reason.NOT_FOUND) {
                throw e;
            }
            return FormValidation.warning(Messages.table_unknown(key, name));
        }
    }

    private static String fieldsOf(Table table) {
        List<String> keys = keys(table, true);
        if (keys.isEmpty()) {
            return Messages.table_noFields();
        }
        String shown = keys.stream().limit(MOST_FIELDS).collect(Collectors.joining(", "));
        return keys.size() > MOST_FIELDS ? shown + " …" : shown;
    }

    private static Table table(FormAccount account, String ofProduct, String entered)
            throws AhaException, InterruptedException {
        String product = EnteredKeys.of(ofProduct);
        String key = EnteredKeys.of(entered);
        return product == null || key == null ? null : account.table(product, key);
    }

    /** Returns the keys of a table's fields; those that are only defined when the table shows none. */
    static List<String> fields(FormAccount account, String product, String table)
            throws AhaException, InterruptedException {
        return fields(table(account, product, table));
    }

    /** Returns the keys of the fields that the table of a record has. */
    static List<String> fieldsOfRecord(FormAccount account, String id) throws AhaException, InterruptedException {
        return EnteredKeys.of(id) == null ? null : fields(account.tableOf(EnteredKeys.of(id)));
    }

    private static List<String> fields(Table table) {
        if (table == null) {
            return null;
        }
        List<String> seen = keys(table, true);
        return seen.isEmpty() ? keys(table, false) : seen;
    }

    private static List<String> keys(Table table, boolean seen) {
        return table.fields().stream()
                .filter(field -> field.seen() == seen)
                .map(FieldDefinition::key)
                .toList();
    }

    /** Checks keys of fields: names them with their types, or says which is not known. */
    static FormValidation checkFields(FormAccount account, String product, String table, List<String> keys)
            throws AhaException, InterruptedException {
        return keys.isEmpty() || !EnteredKeys.are(keys) ? null : checkFields(table(account, product, table), keys);
    }

    /** Checks the key of a field of a record. */
    static FormValidation checkFieldOfRecord(FormAccount account, String id, List<String> keys)
            throws AhaException, InterruptedException {
        return keys.isEmpty() || !EnteredKeys.are(keys) || EnteredKeys.of(id) == null
                ? null
                : checkFields(account.tableOf(EnteredKeys.of(id)), keys);
    }

    private static FormValidation checkFields(Table table, List<String> keys) {
        if (table == null) {
            return null;
        }
        List<String> known = new ArrayList<>();
        for (String key : keys) {
            Optional<FieldDefinition> field = table.field(key);
            if (field.isEmpty()) {
                return FormValidation.warning(Messages.field_unknown(key));
            }
            known.add(describe(field.get()));
        }
        return FormValidation.ok(String.join(", ", known));
    }

    static String describe(FieldDefinition field) {
        String name = field.name().isEmpty() ? field.key() : field.name();
        String described = field.type().isEmpty() ? name : Messages.field_known(name, field.type());
        return field.seen() ? described : Messages.field_unseen(described);
    }
}
