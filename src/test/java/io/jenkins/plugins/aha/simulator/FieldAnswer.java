package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes {@code custom_fields}: an entry for each field that has a value, by key. */
final class FieldAnswer {
    private final Account account;
    private final Printing print;

    FieldAnswer(Account account, Printing print) {
        this.account = account;
        this.print = print;
    }

    ArrayNode of(StoredRecord record) {
        ArrayNode entries = Printing.array();
        record.fields()
                .forEach((key, value) -> account.screenOf(record)
                        .field(key)
                        .filter(field -> !account.settings().values().isHidden(key))
                        .ifPresent(field -> entries.add(entry(field, value))));
        return entries;
    }

    private ObjectNode entry(ScreenDefinition.Field field, FieldValue value) {
        boolean note = field.type() == FieldType.NOTE;
        ObjectNode entry = Printing.object();
        entry.set("id", note ? print.id(value.id()) : print.numberInDocuments(value.id()));
        entry.put("key", field.key()).put("name", field.name());
        entry.put("updatedAt", Printing.seconds(value.updatedAt()));
        if (note) {
            entry.set("body", value.value());
            entry.put("created_at", Printing.millis(value.updatedAt()));
            entry.put("updated_at", Printing.millis(value.updatedAt()));
            entry.putArray("attachments");
        }
        if (field.type() == FieldType.SCORECARD || field.type() == FieldType.ATTACHMENT) {
            entry.setAll((ObjectNode) value.value());
        } else {
            entry.set("value", value.value());
        }
        if (field.type() == FieldType.USERS) {
            users(entry, value.value());
        }
        return entry.put("type", field.type().apiType());
    }

    /** Beside the ids, each user in full and by e-mail address. */
    private void users(ObjectNode entry, JsonNode ids) {
        ArrayNode full = entry.putArray("full_value");
        ArrayNode emails = entry.putArray("email_value");
        for (JsonNode id : ids) {
            account.users().withId(id.asText()).ifPresent(user -> {
                full.add(print.user(user));
                emails.add(user.email());
            });
        }
    }
}
