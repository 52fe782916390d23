package io.jenkins.plugins.aha.operation.links;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.operation.context.Batch;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import io.jenkins.plugins.aha.operation.input.Keys;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The links that a create or update adds to its records. They are written after the record itself, one field at a time:
 * the API documents no request that sets fields and links together. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class RecordLinks {
    private final OperationContext context;
    private final Map<String, List<String>> wanted;
    private final Semaphore writes = new Semaphore(Batch.WRITING);
    private final boolean verify;
    private final boolean dryRun;

    /** @param wanted as {@link #read} returns it */
    public RecordLinks(OperationContext context, Map<String, List<String>> wanted, boolean verify, boolean dryRun) {
        this.context = context;
        this.wanted = wanted;
        this.verify = verify;
        this.dryRun = dryRun;
    }

    /**
     * Returns the links that a parameter asks for: key of the link field → ids of records; none when it is not given.
     *
     * @throws ParameterException for what is no map, an empty value, or a value that is neither ids nor records
     */
    public static Map<String, List<String>> read(Parameters parameters, String name) {
        Map<String, List<String>> links = new LinkedHashMap<>();
        parameters.map(name).forEach((key, given) -> {
            if (given == null
                    || given instanceof CharSequence text && text.toString().isBlank()) {
                throw parameters.refuse("got nothing to link by field '" + key + "' in '" + name
                        + "', probably of a variable that is not set: give ids or records, or leave the field out");
            }
            List<String> ids = (given instanceof Collection<?> many ? many : List.of(given))
                    .stream()
                            .map(value -> RecordIds.of(parameters, name, value))
                            .distinct()
                            .toList();
            links.put(Keys.one(parameters, name, key), ids);
        });
        return links;
    }

    /** Adds the links to each record once, and shows them in the records. */
    public void addToAll(Collection<Map<String, Object>> records, Collection<String> newIds)
            throws IOException, InterruptedException {
        if (wanted.isEmpty()) {
            return;
        }
        Map<Object, List<Map<String, Object>>> byId = new LinkedHashMap<>();
        records.forEach(record ->
                byId.computeIfAbsent(record.get("id"), id -> new ArrayList<>()).add(record));
        List<List<Map<String, Object>>> all = new ArrayList<>(byId.values());
        new Batch<>(
                        context,
                        all,
                        Batch.WRITING,
                        (List<Map<String, Object>> same) ->
                                addTo(same, newIds.contains(same.get(0).get("id"))),
                        same -> "record " + same.get(0).get("id"))
                .run();
    }

    /** Adds the links to one record, and shows them in it. */
    public void addTo(Map<String, Object> record) throws IOException, InterruptedException {
        addTo(List.of(record), false);
    }

    private Void addTo(List<Map<String, Object>> same, boolean isNew) throws IOException, InterruptedException {
        String id = (String) same.get(0).get("id");
        for (Map.Entry<String, List<String>> field : wanted.entrySet()) {
            Map<String, Object> result = link(id, field.getKey(), field.getValue(), isNew);
            same.forEach(record -> show(record, field.getKey(), result));
        }
        return null;
    }

    private Map<String, Object> link(String id, String field, List<String> ids, boolean isNew)
            throws IOException, InterruptedException {
        LinkWish wish = new LinkWish(LinkWish.Mode.ADD, ids);
        LinkFieldUpdate list =
                new LinkFieldUpdate(context, Reference.toRecord(id), field, wish, writes, verify, dryRun);
        try {
            return list.ofSeveral(isNew).change(IfMissing.FAIL);
        } catch (AhaException e) {
            throw new AhaException("Record " + id + " was written, but not all of its links. " + e.getMessage(), e);
        }
    }

    private static void show(Map<String, Object> record, String field, Map<String, Object> result) {
        Map<String, Object> links = new LinkedHashMap<>();
        ((Map<?, ?>) record.get("links")).forEach((key, ids) -> links.put(String.valueOf(key), ids));
        links.put(field, new ArrayList<>((Collection<?>) result.get("after")));
        record.put("links", links);
        if (Outcome.isOf(record, Outcome.KEPT) && Boolean.TRUE.equals(result.get("changed"))) {
            record.put(Outcome.KEY, Outcome.UPDATED);
        }
    }
}
