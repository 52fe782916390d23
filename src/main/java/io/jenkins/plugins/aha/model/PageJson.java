package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reads one page of a list, token by token. The API documents {@code pagination} as an object of numbers; a list with
 * such an object, texts for numbers, parts that are missing, null or nonsense, and none at all are read as well. Not
 * thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class PageJson {
    private int totalPages = RecordPage.UNKNOWN;
    private int totalRecords = RecordPage.UNKNOWN;

    private PageJson() {}

    /** Reads one item from a parser that stands at its start. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    public interface Item<T> {
        /** @return null for one that has no id */
        T read(JsonParser json) throws IOException;
    }

    /**
     * Reads a page from a parser that stands before the first token.
     *
     * @param property the name of the list in the answer
     * @return null when the answer is no such page, has an item without id, or gives the reasons of a refusal
     */
    public static <T> RecordPage<T> read(JsonParser json, String property, Item<T> item) throws IOException {
        return new PageJson().page(json, property, item);
    }

    private <T> RecordPage<T> page(JsonParser json, String property, Item<T> item) throws IOException {
        List<T> items = null;
        boolean refused = false;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return null;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals(property) && value == JsonToken.START_ARRAY) {
                items = items(json, item);
            } else if (name.equals("pagination")) {
                pagination(json);
            } else if (name.equals("errors") || name.equals("error")) {
                refused |= !ErrorReasons.isEmpty(json);
            } else {
                json.skipChildren();
            }
        }
        boolean whole = items != null && !refused && !items.contains(null);
        return whole ? new RecordPage<>(items, totalPages, totalRecords) : null;
    }

    private static <T> List<T> items(JsonParser json, Item<T> item) throws IOException {
        List<T> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.START_OBJECT) {
                items.add(item.read(json));
            } else {
                json.skipChildren();
            }
        }
        return items;
    }

    private void pagination(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                pagination(json);
            }
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (name.equals("total_pages")) {
                totalPages = count(json);
            } else if (name.equals("total_records")) {
                totalRecords = count(json);
            }
            json.skipChildren();
        }
    }

    /** Returns a number from 0 to what an int holds, also as a text; unknown for all else. */
    private static int count(JsonParser json) throws IOException {
        double number = json.currentToken().isScalarValue() ? json.getValueAsDouble(-1) : -1;
        boolean nothing = json.currentToken() == JsonToken.VALUE_NULL
                || json.currentToken().isBoolean();
        boolean usable = !nothing && number >= 0 && number <= Integer.MAX_VALUE && number == Math.rint(number);
        return usable ? (int) number : RecordPage.UNKNOWN;
    }
}
