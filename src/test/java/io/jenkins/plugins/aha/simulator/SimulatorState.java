package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of an {@link AhaSimulator}, to seed and to look at, past HTTP, limits, faults and lag.
 *
 * <p>Seeding what is there already replaces it. An unknown record or product is an {@link IllegalArgumentException}.
 * Thread-safe.
 */
public final class SimulatorState {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Account account;

    SimulatorState(Account account) {
        this.account = account;
    }

    /** The fields of a custom table, which exists from now on. */
    public ScreenDefinition table(String key) {
        return account.table(key);
    }

    /** The fields of a kind of record. */
    public ScreenDefinition screen(RecordKind kind) {
        return account.screen(kind);
    }

    /** The next new records and field values get these ids. */
    public void giveIds(String... ids) {
        account.ids().give(List.of(ids));
    }

    /** The id of the user with this e-mail address, who is one from now on. */
    public String userId(String email) {
        return account.users().withEmail(email).id();
    }

    /** Answers 403 to everything about the record with this id. */
    public void forbid(String id) {
        account.forbidden().add(id);
    }

    /** Adds a product. */
    public void seedProduct(String id, String prefix, String name) {
        seed(RecordKind.PRODUCT, id, id, prefix, name, null, AhaUser.MARY_HUMPTY);
    }

    /** Adds a product line. */
    public void seedProductLine(String id, String prefix, String name) {
        seedProduct(id, prefix, name);
        account.productLines().add(id);
    }

    /** Adds a record of another kind than custom table record; {@code parent} is a reference or null. */
    public void seed(RecordKind kind, String id, String product, String reference, String name, String parent) {
        boolean byJohn = kind == RecordKind.RELEASE || kind == RecordKind.FEATURE;
        RecordKind parentKind = kind == RecordKind.REQUIREMENT ? RecordKind.FEATURE : RecordKind.RELEASE;
        synchronized (account) {
            String productId = find(RecordKind.PRODUCT, product).id();
            String parentId = parent == null ? null : find(parentKind, parent).id();
            seed(kind, id, productId, reference, name, parentId, byJohn ? AhaUser.JOHN_SMITH : AhaUser.MARY_HUMPTY);
        }
    }

    /** Adds a feature of a release, of the release's product, and returns its new id. */
    public String seedFeature(String reference, String name, String release) {
        synchronized (account) {
            String id = account.ids().next();
            seed(RecordKind.FEATURE, id, find(RecordKind.RELEASE, release).productId(), reference, name, release);
            return id;
        }
    }

    /** Adds a custom table record, and returns its new id. */
    public String seedRecord(String product, String table, Map<String, ?> fields) {
        String id = account.ids().next();
        seedRecord(id, product, table, fields);
        return id;
    }

    /** Adds a custom table record that another user made, and returns its new id. */
    public String seedRecord(AhaUser createdBy, String product, String table, Map<String, ?> fields) {
        String id = account.ids().next();
        seedRecord(createdBy, id, product, table, fields);
        return id;
    }

    /** Adds a custom table record with this id; its table must have the fields. */
    public void seedRecord(String id, String product, String table, Map<String, ?> fields) {
        seedRecord(AhaUser.MARY_HUMPTY, id, product, table, fields);
    }

    private void seedRecord(AhaUser createdBy, String id, String product, String table, Map<String, ?> fields) {
        synchronized (account) {
            StoredRecord record = new StoredRecord(
                    RecordKind.CUSTOM_OBJECT_RECORD,
                    id,
                    null,
                    find(RecordKind.PRODUCT, product).id(),
                    table,
                    "",
                    null,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    account.now(),
                    account.now(),
                    createdBy);
            account.table(table);
            SortedMap<String, FieldValue> values = new TreeMap<>();
            fields.forEach(
                    (key, value) -> put(values, record, key, account.ids().next(), value));
            store(record.changed("", values, new TreeMap<>(), account.now()));
        }
    }

    /** Sets one custom field, with the id of its value; null or empty clears it. */
    public void seedField(RecordKind kind, String reference, String field, String valueId, Object value) {
        synchronized (account) {
            StoredRecord record = find(kind, reference);
            SortedMap<String, FieldValue> values = new TreeMap<>(record.fields());
            put(values, record, field, valueId, value);
            store(record.changed(record.name(), values, record.links(), account.now()));
        }
    }

    /** Sets one link field, as another client may do. */
    public void seedLinks(RecordKind kind, String reference, String field, String... ids) {
        synchronized (account) {
            StoredRecord record = find(kind, reference);
            if (account.screenOf(record).link(field).isEmpty()) {
                throw new IllegalArgumentException("No link field " + field + " on " + kind + " " + reference);
            }
            SortedMap<String, List<String>> links = new TreeMap<>(record.links());
            links.put(field, List.copyOf(Arrays.asList(ids)));
            links.values().removeIf(List::isEmpty);
            store(record.changed(record.name(), record.fields(), links, account.now()));
        }
    }

    /** Takes a custom table record away, as another client may do. */
    public void removeRecord(String id) {
        synchronized (account) {
            StoredRecord record = find(RecordKind.CUSTOM_OBJECT_RECORD, id);
            boolean dangling = account.settings().danglingLinks();
            account.store().seed(copy -> copy.remove(record, dangling));
        }
    }

    /** Puts a custom table record there as it is, with its id and times: one that was removed comes back. */
    public void restoreRecord(StoredRecord record) {
        synchronized (account) {
            store(record);
        }
    }

    /** Makes all custom table records older. */
    public void age(Duration by) {
        synchronized (account) {
            for (StoredRecord record : List.copyOf(account.store().primary().all(RecordKind.CUSTOM_OBJECT_RECORD))) {
                store(record.older(by));
            }
        }
    }

    /** Moves a custom table record to another product, as another client may do. */
    public void moveRecord(String id, String product) {
        synchronized (account) {
            StoredRecord record = find(RecordKind.CUSTOM_OBJECT_RECORD, id);
            account.store().seed(copy -> copy.remove(record, true));
            store(record.moved(find(RecordKind.PRODUCT, product).id(), account.now()));
        }
    }

    /** The records of a custom table in a product, in the order of their making. */
    public List<StoredRecord> records(String product, String table) {
        synchronized (account) {
            String productId = find(RecordKind.PRODUCT, product).id();
            return List.copyOf(account.store().primary().records(productId, table));
        }
    }

    /** The ids in a link field. */
    public List<String> links(RecordKind kind, String reference, String field) {
        return record(kind, reference).linksOf(field);
    }

    /** The record with this id or reference. */
    public StoredRecord record(RecordKind kind, String reference) {
        synchronized (account) {
            return find(kind, reference);
        }
    }

    /** Every record of every kind now: to compare before with after. */
    public List<StoredRecord> snapshot() {
        synchronized (account) {
            List<StoredRecord> all = new ArrayList<>();
            for (RecordKind kind : RecordKind.values()) {
                all.addAll(account.store().primary().all(kind));
            }
            return List.copyOf(all);
        }
    }

    private void seed(
            RecordKind kind, String id, String productId, String reference, String name, String parent, AhaUser by) {
        synchronized (account) {
            store(new StoredRecord(
                    kind,
                    id,
                    reference,
                    productId,
                    null,
                    name,
                    parent,
                    new TreeMap<>(),
                    new TreeMap<>(),
                    account.now(),
                    account.now(),
                    by));
        }
    }

    private void put(SortedMap<String, FieldValue> values, StoredRecord of, String key, String valueId, Object value) {
        ScreenDefinition.Field field = account.screenOf(of)
                .field(key)
                .orElseThrow(() -> new IllegalArgumentException("No custom field " + key + " on " + of.kind()));
        JsonNode json = MAPPER.valueToTree(value);
        Instant now = account.now();
        values.remove(key);
        new ShownValues(account.settings().values(), account.users())
                .of(field, json)
                .ifPresent(shown -> values.put(key, new FieldValue(valueId, shown, json, now)));
    }

    private StoredRecord find(RecordKind kind, String reference) {
        StoredRecord found = account.store().primary().find(kind, reference);
        if (found == null) {
            throw new IllegalArgumentException("No " + kind + " " + reference);
        }
        return found;
    }

    private void store(StoredRecord record) {
        account.store().seed(copy -> copy.put(record));
    }
}
