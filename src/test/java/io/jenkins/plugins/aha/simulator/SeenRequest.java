package io.jenkins.plugins.aha.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One request that reached the simulator. Immutable.
 *
 * @param arrivalNanos when it arrived, by the simulator's nano clock
 * @param method such as {@code PUT}
 * @param rawPath the path as sent, percent-encoding and all
 * @param rawQuery the query as sent, or null
 * @param headers header name, in lower case, to its values
 * @param body the body as text; empty when there was none
 * @param status the status that was answered, or 0 while and when no answer was begun
 * @param fault the fault that it met, {@link Fault#NONE} when none
 */
public record SeenRequest(
        long arrivalNanos,
        String method,
        String rawPath,
        String rawQuery,
        Map<String, List<String>> headers,
        String body,
        int status,
        Fault fault) {

    /** The first value of a header, whatever the case of its name, or null. */
    public String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }
}
