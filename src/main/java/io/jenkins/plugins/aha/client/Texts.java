package io.jenkins.plugins.aha.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Reads the texts of one answer, and makes the short ones that come again and again once: the keys of fields, types,
 * labels and names of users are most of a page of records. For one thread.
 */
final class Texts {
    /** Whatever comes later to a place takes it: what is common comes back soon. */
    private final String[] places = new String[512];

    private static final int LONGEST_SHORT = 32;

    /** The text of a scalar; null for null and for what is nested, which is skipped. */
    String read(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) {
            json.skipChildren();
            return null;
        }
        char[] characters = json.getTextCharacters();
        int from = json.getTextOffset();
        int length = json.getTextLength();
        if (length > LONGEST_SHORT) {
            return new String(characters, from, length);
        }
        int hash = 0;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + characters[i];
        }
        int place = (hash ^ hash >>> 9) & places.length - 1;
        String known = places[place];
        if (known == null || !same(known, characters, from, length)) {
            known = new String(characters, from, length);
            places[place] = known;
        }
        return known;
    }

    private static boolean same(String text, char[] characters, int from, int length) {
        boolean same = text.length() == length;
        for (int i = 0; same && i < length; i++) {
            same = text.charAt(i) == characters[from + i];
        }
        return same;
    }
}
