package io.jenkins.plugins.aha.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import io.jenkins.plugins.aha.http.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What people do without the plugin, written as they would write it: one request after the other. When Aha! refuses one
 * they wait for as long as it asks, as a sensible script would.
 */
final class Rivals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORDS = "/api/v1/products/PRJ1/custom_objects/customers/records?page=";

    private Rivals() {}

    /**
     * How a rival did.
     *
     * @param records it found
     * @param requests that it sent, or would have sent
     * @param time it took, or would have taken
     * @param measured how many of the requests were really sent
     */
    record Outcome(int records, int requests, Duration time, int measured) {
        String inWords() {
            String computed = measured < requests ? ", computed from its first " + measured + " requests" : "";
            return Setting.seconds(time) + " with " + requests + " requests" + computed;
        }
    }

    /**
     * A loop around curl and jq; it is spared the start of a process for each, and keeps its connection.
     *
     * @param query what it adds to each request; empty for Aha!'s default page size
     * @param mostRequests it stops there, and the rest is computed
     */
    static Outcome loop(URI url, String query, int mostRequests) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int records = 0;
        int page = 0;
        int pages;
        do {
            page++;
            JsonNode answer = get(url + RECORDS + page + query);
            records += answer.path("custom_object_records").size();
            pages = answer.path("pagination").path("total_pages").asInt();
        } while (page < pages && page < mostRequests);
        Duration time = Duration.ofNanos(System.nanoTime() - begun);
        return page >= pages
                ? new Outcome(records, page, time, page)
                : new Outcome(records, pages, extrapolate(time, page, pages), page);
    }

    /** Such a loop is too slow for the limit of a second; what a minute does not allow has to wait for the next. */
    static Duration extrapolate(Duration time, int done, int all) {
        Duration each = time.dividedBy(done);
        int perMinute = Limits.DOCUMENTED.perMinute();
        Duration total = each.multipliedBy(all);
        int minutes = (all - 1) / perMinute;
        Duration held = Duration.ofMinutes(minutes).plus(each.multipliedBy(all - (long) minutes * perMinute));
        return total.compareTo(held) > 0 ? total : held;
    }

    /** The loop with JsonSlurper that stands in Jenkinsfiles, with the largest pages. */
    static Outcome groovyLoop(URI url) throws IOException {
        try (InputStream script = Rivals.class.getResourceAsStream("list-records.groovy");
                Reader text = new InputStreamReader(script, StandardCharsets.UTF_8)) {
            Binding binding = new Binding(new HashMap<>(Map.of("url", url.toString(), "token", Build.TOKEN)));
            long begun = System.nanoTime();
            int records = (Integer) new GroovyShell(binding).evaluate(text);
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            return new Outcome(records, Sizes.pages(records), time, Sizes.pages(records));
        }
    }

    /** So many requests, one after the other: a page of one record and that record, in turn. */
    static JsonNode bare(URI url, int requests) throws IOException, InterruptedException {
        JsonNode answer = null;
        for (int request = 0; request < requests; request++) {
            answer = request % 2 == 0
                    ? get(url + RECORDS + "1&per_page=1").path("custom_object_records").path(0)
                    : get(url + "/api/v1/custom_object_records/" + answer.path("id").asText());
        }
        return answer;
    }

    private static JsonNode get(String address) throws IOException, InterruptedException {
        while (true) {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + Build.TOKEN);
            connection.setRequestProperty("Accept", "application/json");
            if (connection.getResponseCode() != 429) {
                try (InputStream body = connection.getInputStream()) {
                    return JSON.readTree(body);
                }
            }
            long reset = connection.getHeaderFieldLong("X-Ratelimit-Reset", 0) * 1000;
            Thread.sleep(Math.max(1000, reset - System.currentTimeMillis()));
        }
    }
}
