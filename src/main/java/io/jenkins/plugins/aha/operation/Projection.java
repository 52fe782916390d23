package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.CustomTableRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps some fields of a record. */
final class Projection {
    private Projection() {}

    /**
     * @param keys the keys of the fields to keep, in the order wanted; none for all
     */
    static CustomTableRecord keep(CustomTableRecord record, List<String> keys) {
        if (keys.isEmpty()) {
            return record;
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String key : keys) {
            if (record.fields().containsKey(key)) {
                kept.put(key, record.fields().get(key));
            }
        }
        return record.withFields(kept);
    }
}
