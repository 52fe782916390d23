package io.jenkins.plugins.aha.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** One copy of all records, in the order in which they were made. Not thread-safe: its owner locks. */
final class RecordStore {
    private final Map<RecordKind, Map<String, StoredRecord>> byId = new HashMap<>();
    private final Map<String, StoredRecord> byReference = new HashMap<>();
    private final Map<String, Map<String, StoredRecord>> byTable = new HashMap<>();
    private final Map<String, StoredRecord> linking = new LinkedHashMap<>();

    void put(StoredRecord record) {
        ofKind(record.kind()).put(record.id(), record);
        if (record.links().isEmpty()) {
            linking.remove(record.kind() + " " + record.id());
        } else {
            linking.put(record.kind() + " " + record.id(), record);
        }
        if (record.reference() != null) {
            byReference.put(record.kind() + " " + record.reference(), record);
        }
        if (record.table() != null) {
            table(record.productId(), record.table()).put(record.id(), record);
        }
    }

    /** Takes a custom table record away, and unless links stay, its id out of every link field that holds it. */
    void remove(StoredRecord record, boolean linksStay) {
        StoredRecord removed = ofKind(record.kind()).remove(record.id());
        if (removed == null) {
            return;
        }
        linking.remove(removed.kind() + " " + removed.id());
        table(removed.productId(), removed.table()).remove(removed.id());
        if (linksStay) {
            return;
        }
        for (StoredRecord from : List.copyOf(linking.values())) {
            SortedMap<String, List<String>> links = new TreeMap<>(from.links());
            links.replaceAll((field, ids) ->
                    ids.stream().filter(id -> !id.equals(removed.id())).toList());
            links.values().removeIf(List::isEmpty);
            if (!links.equals(from.links())) {
                put(from.changed(from.name(), from.fields(), links, from.updatedAt()));
            }
        }
    }

    /** The record with this numeric id or reference, case-sensitive, or null. */
    StoredRecord find(RecordKind kind, String idOrReference) {
        StoredRecord found = ofKind(kind).get(idOrReference);
        return found != null ? found : byReference.get(kind + " " + idOrReference);
    }

    Collection<StoredRecord> all(RecordKind kind) {
        return ofKind(kind).values();
    }

    Collection<StoredRecord> records(String productId, String table) {
        return table(productId, table).values();
    }

    /** The records that hold at least one link to another. */
    Collection<StoredRecord> linking() {
        return linking.values();
    }

    List<StoredRecord> children(RecordKind kind, String parentId) {
        return all(kind).stream()
                .filter(record -> parentId.equals(record.parentId()))
                .toList();
    }

    private Map<String, StoredRecord> ofKind(RecordKind kind) {
        return byId.computeIfAbsent(kind, any -> new LinkedHashMap<>());
    }

    private Map<String, StoredRecord> table(String productId, String table) {
        return byTable.computeIfAbsent(productId + " " + table, any -> new LinkedHashMap<>());
    }
}
