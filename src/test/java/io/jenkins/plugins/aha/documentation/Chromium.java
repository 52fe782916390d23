package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium as a process of its own. */
public final class Chromium implements AutoCloseable {
    private static final String EXPECTED = "AHA_BROWSER_EXPECTED";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path portFile;

    private Chromium(Process process, Path portFile) {
        this.process = process;
        this.portFile = portFile;
    }

    private static Optional<Path> executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Skips the test that asks where no browser is installed; fails it where {@value #EXPECTED} says that there must be
     * one, so that continuous integration never leaves the pages out unnoticed.
     */
    public static void assumeInstalled() {
        boolean installed = executable().isPresent();
        String missing = "Chromium is not installed (Debian: apt-get install chromium)";
        if (System.getenv(EXPECTED) != null) {
            assertTrue(installed, missing);
        }
        assumeTrue(installed, "The pages are not looked at: " + missing);
    }

    /**
     * Starts it; it must be installed.
     *
     * @param profile a new, empty folder
     */
    static Chromium start(Path profile) throws IOException {
        List<String> command = List.of(
                executable().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--force-color-profile=srgb",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        return new Chromium(process, profile.resolve("DevToolsActivePort"));
    }

    /** The DevTools address of the first page; Chromium writes its port before it has a page. */
    URI addressOfPage() throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        String targets = "no port";
        do {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("Chromium ended with " + process.exitValue());
            }
            if (Files.exists(portFile) && Files.readAllLines(portFile).size() >= 2) {
                targets = targets(Files.readAllLines(portFile).get(0));
                for (JsonNode target : new ObjectMapper().readTree(targets)) {
                    if (target.path("type").asText().equals("page")) {
                        return URI.create(target.path("webSocketDebuggerUrl").asText());
                    }
                }
            }
        } while (Instant.now().isBefore(end));
        throw new IOException("Chromium has no page: " + targets);
    }

    private static String targets(String port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(PATIENCE)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
