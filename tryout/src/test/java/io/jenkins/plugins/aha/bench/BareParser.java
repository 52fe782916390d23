package io.jenkins.plugins.aha.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/**
 * Reads a table page by page from the same server, lets Jackson's streaming parser go over every token and throws all
 * away: the least that anybody can do with the same bytes. A {@link WarmProcess}. Arguments: URL, number of pages.
 */
final class BareParser {
    private static final JsonFactory JSON = new JsonFactory();

    private BareParser() {}

    public static void main(String[] arguments) throws Exception {
        int pages = Integer.parseInt(arguments[1]);
        WarmProcess.serve(() -> parse(arguments[0], pages));
    }

    private static long parse(String url, int pages) throws IOException {
        long tokens = 0;
        for (int page = 1; page <= pages; page++) {
            HttpURLConnection connection = (HttpURLConnection) URI.create(url
                            + "/api/v1/products/PRJ1/custom_objects/customers/records?page=" + page + "&per_page=200")
                    .toURL()
                    .openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + Build.TOKEN);
            try (InputStream body = connection.getInputStream();
                    JsonParser json = JSON.createParser(body)) {
                while (json.nextToken() != null) {
                    tokens++;
                }
            }
        }
        return tokens;
    }
}
