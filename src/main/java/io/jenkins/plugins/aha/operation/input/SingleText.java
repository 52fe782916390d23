package io.jenkins.plugins.aha.operation.input;

import io.jenkins.plugins.aha.model.PlainText;
import java.math.BigInteger;

/** Reads one text, which may become part of an address or a log. Thread-safe. */
final class SingleText {
    private SingleText() {}

    /**
     * Returns a text without blanks around it, or a whole number as text.
     *
     * @throws ParameterException when it is of another type, blank, the text null, or could lead astray in an address
     *     or a log
     */
    static String of(Parameters parameters, String name, Object value) {
        boolean whole = value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof BigInteger;
        if (!(value instanceof CharSequence) && !whole) {
            throw parameters.refuse("takes a text for '" + name + "', not " + ParameterText.describe(value));
        }
        String text = value.toString().trim();
        if (text.isEmpty()) {
            throw parameters.refuse("needs '" + name + "', but it is blank");
        }
        if (text.equals("null")) {
            throw parameters.refuse("got the text 'null' for '" + name + "', probably of a variable that is not set");
        }
        if (text.equals(".") || text.equals("..") || PlainText.hidesSomething(text)) {
            throw parameters.refuse("cannot use the text given for '" + name
                    + "': it is '.' or '..', or has a line break" + " or another control character");
        }
        return text;
    }
}
