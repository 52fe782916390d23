package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One example of Aha!'s two API documents, as kept in {@code src/test/resources/io/jenkins/plugins/aha/seeds}. */
record SeedExample(String file, JsonNode content) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<SeedExample> all() throws IOException, URISyntaxException {
        URI folder =
                SeedExample.class.getResource("/io/jenkins/plugins/aha/seeds").toURI();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().map(SeedExample::read).toList();
        }
    }

    private static SeedExample read(Path file) {
        try {
            return new SeedExample(file.getFileName().toString(), MAPPER.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String method() {
        return content.path("method").asText();
    }

    String path() {
        return content.path("path").asText();
    }

    String requestBody() {
        JsonNode body = content.path("requestBody");
        return body.isNull() ? "" : body.toString();
    }

    /** The document's answer, JSON null when it shows none. */
    JsonNode responseBody() {
        return content.path("responseBody");
    }

    @Override
    public String toString() {
        return file;
    }
}
