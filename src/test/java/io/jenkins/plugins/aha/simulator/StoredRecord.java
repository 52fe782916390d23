package io.jenkins.plugins.aha.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * One record of any kind as the simulator keeps it. Immutable; every write makes a new one.
 *
 * @param kind its kind
 * @param id its numeric id, as text
 * @param reference its reference number, the prefix of a product, or null for a custom table record
 * @param productId the numeric id of its product (its own for a product)
 * @param table the key of its custom table, or null
 * @param name its name; empty for a custom table record, which has only custom fields
 * @param parentId the release of a feature, the feature of a requirement, or null
 * @param fields custom field key to value; a field without a value is absent
 * @param links link field key to the ids of custom table records; an empty field is absent
 * @param createdAt when it was created
 * @param updatedAt when it was last changed
 * @param createdBy who created it
 */
public record StoredRecord(
        RecordKind kind,
        String id,
        String reference,
        String productId,
        String table,
        String name,
        String parentId,
        SortedMap<String, FieldValue> fields,
        SortedMap<String, List<String>> links,
        Instant createdAt,
        Instant updatedAt,
        AhaUser createdBy) {

    /** The text of a field's value, or null when the field has none. */
    public String text(String field) {
        FieldValue value = fields.get(field);
        return value == null ? null : value.text();
    }

    /** The text of a field's value as it was sent, or null when the field has none: what was meant. */
    public String written(String field) {
        FieldValue value = fields.get(field);
        return value == null ? null : value.writtenText();
    }

    /** The ids in a link field; empty when it has none. */
    public List<String> linksOf(String field) {
        return links.getOrDefault(field, List.of());
    }

    StoredRecord moved(String newProductId, Instant newUpdatedAt) {
        return new StoredRecord(
                kind,
                id,
                reference,
                newProductId,
                table,
                name,
                parentId,
                fields,
                links,
                createdAt,
                newUpdatedAt,
                createdBy);
    }

    StoredRecord older(Duration by) {
        return new StoredRecord(
                kind,
                id,
                reference,
                productId,
                table,
                name,
                parentId,
                fields,
                links,
                createdAt.minus(by),
                updatedAt.minus(by),
                createdBy);
    }

    StoredRecord changed(
            String newName,
            SortedMap<String, FieldValue> newFields,
            SortedMap<String, List<String>> newLinks,
            Instant newUpdatedAt) {
        return new StoredRecord(
                kind,
                id,
                reference,
                productId,
                table,
                newName,
                parentId,
                newFields,
                newLinks,
                createdAt,
                newUpdatedAt,
                createdBy);
    }
}
