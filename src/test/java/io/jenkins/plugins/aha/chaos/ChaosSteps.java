package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.operation.RecordedBuild;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** Runs steps on table customers of PRJ1, each as a build of its own. Not thread-safe. */
final class ChaosSteps {
    private static final Map<String, String> TABLE = Map.of("product", "PRJ1", "table", "customers");

    private final AhaAccount account;
    private final Executor workers;
    private final List<String> failures = new ArrayList<>();

    ChaosSteps(AhaAccount account, Executor workers) {
        this.account = account;
        this.workers = workers;
    }

    /** The messages of the steps that failed. */
    List<String> failures() {
        return failures;
    }

    /** @param fields of one record, or a list of such */
    Object create(Object fields) throws InterruptedException {
        return onTable("ahaCreateRecord", Map.of("fields", fields));
    }

    Object upsert(Map<String, ?> fields, String ifExists) throws InterruptedException {
        return upsert(List.of(fields), ifExists);
    }

    Object upsert(List<? extends Map<String, ?>> rows, String ifExists) throws InterruptedException {
        return onTable("ahaCreateRecord", Map.of("uniqueBy", "name", "ifExists", ifExists, "fields", rows));
    }

    Object update(Object id, Map<String, ?> fields) throws InterruptedException {
        return run("ahaUpdateRecord", Map.of("id", id, "fields", fields));
    }

    Object link(String target, String id, String mode, boolean withFeatures) throws InterruptedException {
        return run(
                "ahaLinkRecords",
                Map.of(
                        "target",
                        target,
                        "field",
                        "customers",
                        "records",
                        id,
                        "mode",
                        mode,
                        "withFeatures",
                        withFeatures));
    }

    /** Makes these ids, or none, the whole list. */
    Object linkOnly(String target, List<String> ids) throws InterruptedException {
        return run(
                "ahaLinkRecords",
                ids.isEmpty()
                        ? Map.of("target", target, "field", "customers", "mode", "clear")
                        : Map.of("target", target, "field", "customers", "mode", "replace", "records", ids));
    }

    /** @param ids one or a list */
    Object delete(Object ids) throws InterruptedException {
        return run("ahaDeleteRecord", Map.of("id", ids));
    }

    Object get(Object id) throws InterruptedException {
        return run("ahaGetRecord", Map.of("id", id));
    }

    Object list(List<String> names, int limit) throws InterruptedException {
        return onTable("ahaListRecords", Map.of("where", Map.of("name", names), "limit", limit));
    }

    Object listAll() throws InterruptedException {
        return onTable("ahaListRecords", Map.of());
    }

    private Object onTable(String step, Map<String, ?> more) throws InterruptedException {
        Map<String, Object> parameters = new HashMap<>(TABLE);
        parameters.putAll(more);
        return run(step, parameters);
    }

    /** What the step returned; null when it failed, which can happen at any time here. */
    private Object run(String step, Map<String, ?> parameters) throws InterruptedException {
        try {
            return new RecordedBuild(account).helpedBy(workers).run(step, parameters);
        } catch (IOException e) {
            failures.add(step + " " + parameters + ": " + e.getMessage());
            return null;
        }
    }
}
