package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Writes records as JSON in the shape of the two documents, with the identity, the time stamps, the custom
 * fields, the links and the records around; descriptions, workflows and the like are left out.
 *
 * <p>Not thread-safe: the caller holds the account's monitor.
 */
final class RecordAnswer {
    private final Account account;
    private final RecordStore store;
    private final Printing print;
    private final FieldAnswer fields;

    /** How much of {@code custom_object_links} an answer contains. */
    enum Links {
        TOLD,
        EMPTY_LIST,
        ABSENT
    }

    RecordAnswer(Account account, RecordStore store) {
        this.account = account;
        this.store = store;
        this.print = new Printing(account.settings());
        this.fields = new FieldAnswer(account, print);
    }

    ObjectNode enveloped(StoredRecord record, Links links) {
        ObjectNode answer = Printing.object();
        answer.set(record.kind().envelope(), full(record, links));
        return answer;
    }

    ObjectNode full(StoredRecord record, Links links) {
        if (record.kind() == RecordKind.CUSTOM_OBJECT_RECORD) {
            return customTableRecord(record, links);
        }
        boolean product = record.kind() == RecordKind.PRODUCT;
        ObjectNode json = Printing.object();
        json.set("id", print.id(record.id()));
        json.put(product ? "reference_prefix" : "reference_num", record.reference());
        json.put("name", record.name());
        print.times(json, record);
        json.put("url", print.page(record));
        json.put("resource", print.ownResource(record));
        if (product) {
            json.put("product_line", isLine(record)).putNull("product_line_type");
            json.put("workspace_type", "product_workspace");
        } else {
            surroundings(json, record);
        }
        json.set("custom_fields", fields.of(record));
        linksOf(json, record, links, false);
        return json;
    }

    /** A release as in the list of a product's releases, which does not say whether it was shipped. */
    ObjectNode listedRelease(StoredRecord release) {
        ObjectNode json = Printing.object();
        json.set("id", print.id(release.id()));
        json.set("product_id", print.id(release.productId()));
        json.put("reference_num", release.reference()).put("name", release.name());
        json.put("start_date", Printing.day(release.createdAt()));
        json.put("release_date", Printing.day(release.createdAt().plus(Duration.ofDays(30))));
        json.put("parking_lot", false);
        return json.put("url", print.page(release)).put("resource", print.resource(release));
    }

    /** The short form of a record, as in lists (seed "… associated with an initiative", {@code features}). */
    ObjectNode brief(StoredRecord record) {
        ObjectNode json = Printing.object();
        json.set("id", print.id(record.id()));
        json.put("reference_num", record.reference());
        json.put("name", record.name());
        json.put("created_at", Printing.millis(record.createdAt()));
        json.put("url", print.page(record));
        json.put("resource", print.resource(record));
        json.set("product_id", print.id(record.productId()));
        return json;
    }

    private void surroundings(ObjectNode json, StoredRecord record) {
        RecordKind kind = record.kind();
        StoredRecord parent = parentOf(record);
        if (kind != RecordKind.REQUIREMENT && kind != RecordKind.IDEA_ORGANIZATION) {
            json.set("product_id", print.id(record.productId()));
            StoredRecord product = store.find(RecordKind.PRODUCT, record.productId());
            json.set(kind == RecordKind.IDEA ? "product" : "project", project(product));
        }
        if (kind != RecordKind.GOAL) {
            json.set("created_by_user", print.user(record.createdBy()));
        }
        if (kind == RecordKind.FEATURE && parent != null) {
            json.put("release_reference_num", parent.reference());
            json.set("release", brief(parent));
        }
        if (kind == RecordKind.REQUIREMENT && parent != null) {
            json.set("feature", brief(parent));
            if (parent.parentId() != null) {
                json.set("release_id", print.numberInDocuments(parent.parentId()));
            }
        }
    }

    private StoredRecord parentOf(StoredRecord record) {
        if (record.parentId() == null) {
            return null;
        }
        RecordKind kind = record.kind() == RecordKind.REQUIREMENT ? RecordKind.FEATURE : RecordKind.RELEASE;
        return store.find(kind, record.parentId());
    }

    private boolean isLine(StoredRecord product) {
        return account.productLines().contains(product.id());
    }

    /** The short form of a product, as around other records and in the list of products. */
    ObjectNode project(StoredRecord product) {
        ObjectNode json = Printing.object();
        json.set("id", print.id(product.id()));
        json.put("reference_prefix", product.reference());
        json.put("name", product.name());
        json.put("product_line", isLine(product));
        json.put("created_at", Printing.millis(product.createdAt()));
        json.put("workspace_type", "product_workspace");
        return json.put("url", print.page(product));
    }

    private ObjectNode customTableRecord(StoredRecord record, Links links) {
        ObjectNode json = Printing.object();
        json.set("id", print.id(record.id()));
        json.set("product_id", print.id(record.productId()));
        json.put("key", record.table());
        print.times(json, record);
        json.set("custom_fields", fields.of(record));
        linksOf(json, record, links, true);
        json.set("linked_records", incoming(record));
        json.set("created_by_user", print.user(record.createdBy()));
        return json;
    }

    private void linksOf(ObjectNode json, StoredRecord record, Links links, boolean emptyFieldsToo) {
        if (links == Links.ABSENT) {
            return;
        }
        ArrayNode entries = Printing.array();
        if (links == Links.TOLD) {
            for (ScreenDefinition.LinkField field : account.screenOf(record).links()) {
                List<String> ids = record.linksOf(field.key());
                if (emptyFieldsToo || !ids.isEmpty()) {
                    ObjectNode entry = entries.addObject();
                    entry.put("key", field.key()).put("name", field.name());
                    entry.put("record_type", RecordKind.CUSTOM_OBJECT_RECORD.railsClass());
                    ArrayNode recordIds = entry.putArray("record_ids");
                    ids.forEach(id -> recordIds.add(print.numberInDocuments(id)));
                }
            }
        }
        if (emptyFieldsToo || links == Links.EMPTY_LIST || !entries.isEmpty()) {
            json.set("custom_object_links", entries);
        }
    }

    private ArrayNode incoming(StoredRecord record) {
        record Incoming(String key, StoredRecord from) {}
        ArrayNode entries = Printing.array();
        store.linking().stream()
                .flatMap(from -> from.links().entrySet().stream()
                        .filter(link -> link.getValue().contains(record.id()))
                        .map(link -> new Incoming(link.getKey(), from)))
                .sorted(Comparator.comparing(Incoming::key))
                .forEach(link -> {
                    ObjectNode entry = entries.addObject().put("key", link.key());
                    entry.put("name", nameOf(link.from(), link.key()));
                    entry.put("record_type", link.from().kind().railsClass());
                    entry.set("record_id", print.numberInDocuments(link.from().id()));
                });
        return entries;
    }

    private String nameOf(StoredRecord from, String key) {
        return account.screenOf(from)
                .link(key)
                .map(ScreenDefinition.LinkField::name)
                .orElse(key);
    }
}
