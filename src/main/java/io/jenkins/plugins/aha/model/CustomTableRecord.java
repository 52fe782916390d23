package io.jenkins.plugins.aha.model;

import io.jenkins.plugins.aha.values.FieldForm;
import io.jenkins.plugins.aha.values.Timestamps;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A record of a custom table as Aha! answered it. The collections must not be changed.
 *
 * @param id the numeric id, as text: it may need 64 bits
 * @param productId the numeric id of its product; null when absent
 * @param table the API key of its table; null when absent
 * @param fields field key → value, in Aha!'s order: String, BigDecimal, Boolean, null, List or Map. Aha! leaves out
 *     fields without value
 * @param forms field key → what Aha! says of the field; possibly without some fields
 * @param links key of the link field → ids of the records it links to. Answers to writes may leave links out
 * @param linkedRecords what links to this record: maps of {@code key}, {@code name}, {@code recordType}, {@code
 *     recordId}
 * @param createdAt ISO 8601 text as Aha! sent it; null when absent
 * @param updatedAt likewise
 * @param createdBy {@code id}, {@code name}, {@code email} of the user; null when absent
 */
@Restricted(NoExternalUse.class)
public record CustomTableRecord(
        String id,
        String productId,
        String table,
        Map<String, Object> fields,
        Map<String, FieldForm> forms,
        Map<String, List<String>> links,
        List<Map<String, String>> linkedRecords,
        String createdAt,
        String updatedAt,
        Map<String, String> createdBy) {

    /** What became of a record: the {@code outcome} of the records that steps return. */
    @Restricted(NoExternalUse.class)
    public static final class Outcome {
        /** The key of the outcome in such a record. */
        public static final String KEY = "outcome";

        public static final String READ = "read";
        public static final String CREATED = "created";
        public static final String UPDATED = "updated";
        /** It exists already and stays as it is. */
        public static final String KEPT = "kept";

        private Outcome() {}

        /** Returns whether a record that a step returns has an outcome. */
        public static boolean isOf(Map<?, ?> record, String outcome) {
            return outcome.equals(record.get(KEY));
        }
    }

    /**
     * Returns the record as a Pipeline script gets it: plain, serializable, and the script's own to change.
     *
     * @param outcome one of {@link Outcome}
     */
    public Map<String, Object> toMap(String outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", id);
        putIfPresent(map, "productId", productId);
        putIfPresent(map, "table", table);
        map.put("fields", copy(fields));
        Map<String, Object> linksCopy = new LinkedHashMap<>();
        links.forEach((key, ids) -> linksCopy.put(key, new ArrayList<>(ids)));
        map.put("links", linksCopy);
        List<Object> incoming = new ArrayList<>();
        linkedRecords.forEach(link -> incoming.add(new LinkedHashMap<>(link)));
        map.put("linkedRecords", incoming);
        putIfPresent(map, "createdAt", createdAt);
        putIfPresent(map, "updatedAt", updatedAt);
        putIfPresent(map, "createdBy", createdBy == null ? null : new LinkedHashMap<>(createdBy));
        map.put(Outcome.KEY, outcome);
        return map;
    }

    /** Returns what Aha! says of a field; {@link FieldForm#UNKNOWN} when it says nothing. */
    public FieldForm form(String field) {
        return forms.getOrDefault(field, FieldForm.UNKNOWN);
    }

    /** Returns whether it was created at a time or later; true when Aha! does not say when. */
    public boolean isCreatedSince(Instant time) {
        return Timestamps.parse(createdAt)
                .map(created -> !created.isBefore(time))
                .orElse(true);
    }

    /** Returns the same record with other fields. */
    public CustomTableRecord withFields(Map<String, Object> otherFields) {
        return with(productId, otherFields, forms);
    }

    /** Returns the same record with the fields of another answer about it, and in the product that this one names. */
    public CustomTableRecord withFieldsOf(CustomTableRecord other) {
        return with(other.productId == null ? productId : other.productId, other.fields, other.forms);
    }

    private CustomTableRecord with(String itsProduct, Map<String, Object> itsFields, Map<String, FieldForm> itsForms) {
        return new CustomTableRecord(
                id, itsProduct, table, itsFields, itsForms, links, linkedRecords, createdAt, updatedAt, createdBy);
    }

    /** Returns a record of which nothing is known but where it belongs. */
    public static CustomTableRecord unread(String id, String table) {
        return new CustomTableRecord(id, null, table, Map.of(), Map.of(), Map.of(), List.of(), null, null, null);
    }

    /** Returns a copy all through: what a script does to its record must not reach what is remembered here. */
    private static Object copy(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, element) -> copy.put(key, copy(element)));
            return copy;
        }
        if (value instanceof Collection<?> collection) {
            List<Object> copy = new ArrayList<>();
            collection.forEach(element -> copy.add(copy(element)));
            return copy;
        }
        return value;
    }

    private static void putIfPresent(Map<String, Object> map, String key, Object value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
