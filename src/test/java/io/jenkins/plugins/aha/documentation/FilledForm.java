package io.jenkins.plugins.aha.documentation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A step's form in the Snippet Generator with what a user enters.
 *
 * @param entries name of a control → value; true ticks a box
 * @param rows names and values, one row each
 * @param snippet what comes out
 */
record FilledForm(String step, Map<String, ?> entries, Map<String, String> rows, String snippet) {
    static final List<FilledForm> ALL = List.of(
            new FilledForm(
                    "ahaCreateRecord",
                    entries("_.product", "PRJ1", "_.table", "customers", "_.uniqueBy", "name"),
                    fields("name", "Acme Corp", "website", "www.acme.com"),
                    "ahaCreateRecord fields: [name: 'Acme Corp', website: 'www.acme.com'], product: 'PRJ1',"
                            + " table: 'customers', uniqueBy: 'name'"),
            new FilledForm(
                    "ahaUpdateRecord",
                    entries("_.id", "640362830"),
                    fields("tier", "gold", "last_deployment", "2026-01-31"),
                    "ahaUpdateRecord fields: [tier: 'gold', last_deployment: '2026-01-31'], id: '640362830'"),
            new FilledForm("ahaGetRecord", entries("_.id", "640362830"), fields(), "ahaGetRecord '640362830'"),
            new FilledForm(
                    "ahaListRecords",
                    entries("_.product", "PRJ1", "_.table", "customers", "_.updatedSince", "2026-01-31"),
                    fields("tier", "gold"),
                    "ahaListRecords product: 'PRJ1', table: 'customers', updatedSince: '2026-01-31',"
                            + " where: [tier: 'gold']"),
            new FilledForm(
                    "ahaDeleteRecord",
                    entries("_.id", "640362830\n8397122", "_.ifMissing", "ignore"),
                    fields(),
                    "ahaDeleteRecord id: ['640362830', '8397122'], ifMissing: 'ignore'"),
            new FilledForm(
                    "ahaLinkRecords",
                    entries(
                            "_.target",
                            "PRJ1-R-1\nPRJ1-12",
                            "_.field",
                            "customers",
                            "_.records",
                            "640362830\n8397122",
                            "_.withFeatures",
                            true),
                    fields(),
                    "ahaLinkRecords field: 'customers', records: ['640362830', '8397122'], target: ['PRJ1-R-1',"
                            + " 'PRJ1-12'], withFeatures: true"),
            new FilledForm(
                    "ahaReferences",
                    entries("_.products", "PRJ1, APP", "_.since", "lastSuccess"),
                    fields(),
                    "ahaReferences products: ['PRJ1', 'APP'], since: 'lastSuccess'"),
            new FilledForm(
                    "withAha",
                    entries("_.product", "PRJ1", "_.dryRun", true),
                    fields(),
                    "withAha(dryRun: true, product: 'PRJ1') {\n    // some block\n}"));

    private static Map<String, Object> entries(Object... namesAndValues) {
        Map<String, Object> entries = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entries.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return entries;
    }

    private static Map<String, String> fields(String... namesAndValues) {
        Map<String, String> rows = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            rows.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return rows;
    }

    /** Chooses the step and enters everything, as a user would. */
    void fillIn(SnippetGenerator page) throws Exception {
        page.choose(step);
        for (Map.Entry<String, ?> entry : entries.entrySet()) {
            page.enter(entry.getKey(), 0, entry.getValue());
        }
        int number = 0;
        for (Map.Entry<String, String> row : rows.entrySet()) {
            page.addRow(number);
            page.enter("_.name", number, row.getKey());
            page.enter("_.value", number, row.getValue());
            number++;
        }
    }
}
