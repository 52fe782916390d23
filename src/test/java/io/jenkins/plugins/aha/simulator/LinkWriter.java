package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Applies a written {@code custom_object_links} to a record's links: each named field's list is replaced, the others
 * stay (as in the document "custom table record links"). Not thread-safe: the caller holds the account's monitor.
 */
final class LinkWriter {
    private final Account account;

    LinkWriter(Account account) {
        this.account = account;
    }

    SortedMap<String, List<String>> apply(StoredRecord before, JsonNode written) {
        SortedMap<String, List<String>> links = new TreeMap<>(before.links());
        if (!written.isObject() && !written.isMissingNode() && !written.isNull()) {
            throw new ApiError(400, "custom_object_links must be an object");
        }
        for (Map.Entry<String, JsonNode> entry : written.properties()) {
            ScreenDefinition.LinkField field =
                    account.screenOf(before).link(entry.getKey()).orElse(null);
            if (field != null) {
                replace(links, field, entry.getValue());
            } else if (account.settings().unknownFields() == OnUnknown.REJECTED) {
                throw new ApiError(422, "Unknown link field: " + entry.getKey());
            }
        }
        return links;
    }

    private void replace(SortedMap<String, List<String>> links, ScreenDefinition.LinkField field, JsonNode written) {
        if (written.isNull()) {
            return;
        }
        if (!written.isArray()) {
            throw new ApiError(400, field.key() + " must be a list of record ids");
        }
        Set<String> ids = new LinkedHashSet<>();
        written.forEach(id -> ids.add(id.isNull() ? "" : id.asText()));
        ids.remove("");
        if (ids.isEmpty()) {
            if (empties(written)) {
                links.remove(field.key());
            }
            return;
        }
        List<String> known = known(field, ids);
        if (field.manyToOne() && known.size() > 1) {
            throw ApiError.invalid(field, "takes one record");
        }
        if (known.isEmpty()) {
            links.remove(field.key());
        } else {
            links.put(field.key(), known);
        }
    }

    private boolean empties(JsonNode written) {
        EmptyingLinks emptying = account.settings().emptyingLinks();
        return emptying == EmptyingLinks.BOTH
                || emptying == (written.isEmpty() ? EmptyingLinks.EMPTY_ARRAY_ONLY : EmptyingLinks.BLANK_STRING_ONLY);
    }

    private List<String> known(ScreenDefinition.LinkField field, Set<String> ids) {
        List<String> known = new ArrayList<>();
        for (String id : ids) {
            StoredRecord record = account.store().primary().find(RecordKind.CUSTOM_OBJECT_RECORD, id);
            boolean fits =
                    record != null && (field.table() == null || field.table().equals(record.table()));
            if (fits) {
                known.add(id);
            } else if (account.settings().unknownLinkIds() == OnUnknown.REJECTED) {
                throw ApiError.invalid(field, "has no record " + id);
            }
        }
        return List.copyOf(known);
    }
}
