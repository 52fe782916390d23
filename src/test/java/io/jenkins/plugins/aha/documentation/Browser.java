package io.jenkins.plugins.aha.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven through its DevTools protocol. For one thread. */
final class Browser implements AutoCloseable {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 2400;

    /** In each page, before anything of its own. */
    private static final String WATCH_POLICY = """
            window.policyViolations = [];
            document.addEventListener('securitypolicyviolation', event => window.policyViolations.push(
                event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ' ' + event.sample));
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final DevTools page;

    private Browser(Process process, DevTools page) {
        this.process = process;
        this.page = page;
    }

    /** The program, where it is installed. */
    static Optional<Path> executable() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts a browser.
     *
     * @param profile a new, empty folder
     */
    static Browser start(Path executable, Path profile) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                executable.toString(),
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
                "about:blank"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("chromium.log").toFile())
                .start();
        try {
            DevTools page = DevTools.connect(addressOfPage(process, profile.resolve("DevToolsActivePort")));
            page.call("Page.enable", Map.of());
            page.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_POLICY));
            Browser browser = new Browser(process, page);
            browser.resize(WIDTH);
            return browser;
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static URI addressOfPage(Process process, Path portFile) throws IOException, InterruptedException {
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new IOException("Chromium ended with " + process.exitValue());
            }
        }
        String port = Files.readAllLines(portFile).get(0);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .build();
        String targets = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode target : JSON.readTree(targets)) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("Chromium has no page: " + targets);
    }

    /** Makes the window so many pixels wide. */
    void resize(int width) throws Exception {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the page wanted to do against its Content-Security-Policy. */
    List<String> policyViolations() throws Exception {
        List<String> violations = new ArrayList<>();
        evaluate("window.policyViolations").forEach(violation -> violations.add(violation.asText()));
        return violations;
    }

    /** Goes to an address and returns when everything has been loaded. */
    void visit(String url) throws Exception {
        page.callAndAwait("Page.navigate", Map.of("url", url), "Page.loadEventFired");
    }

    /** Runs an expression in the page; a promise is waited for. */
    JsonNode evaluate(String script) throws Exception {
        JsonNode answer = page.call(
                "Runtime.evaluate", Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException("In the page: " + answer.path("exceptionDetails") + "\nafter " + script);
        }
        return answer.path("result").path("value");
    }

    /** Returns when a condition of the page holds. */
    void await(String condition) throws Exception {
        String met = evaluate("""
                new Promise(resolve => {
                    const end = performance.now() + 30000;
                    const look = () => (%s) ? resolve('met')
                        : performance.now() > end ? resolve('not met') : setTimeout(look, 30);
                    look();
                })
                """.formatted(condition)).asText();
        if (!met.equals("met")) {
            throw new IOException("The page never came to: " + condition);
        }
    }

    /**
     * Takes a picture of the part of the page that some elements cover.
     *
     * @param elements an expression that gives an array of elements
     */
    void photograph(Path file, String elements) throws Exception {
        evaluate("""
                document.querySelectorAll('#bottom-sticker, .jenkins-bottom-app-bar__shadow')
                    .forEach(bar => bar.remove())
                """);
        await("document.getAnimations().length === 0");
        JsonNode box = evaluate("""
                (() => {
                    document.activeElement?.blur();
                    const boxes = (%s).map(element => element.getBoundingClientRect());
                    const margin = 16;
                    const top = Math.max(0, Math.min(...boxes.map(box => box.top)) + scrollY - margin);
                    const bottom = Math.max(...boxes.map(box => box.bottom)) + scrollY + margin;
                    const left = Math.max(0, Math.min(...boxes.map(box => box.left)) - margin);
                    const right = Math.min(innerWidth, Math.max(...boxes.map(box => box.right)) + margin);
                    return {x: left, y: top, width: right - left, height: bottom - top, scale: 1};
                })()
                """.formatted(elements));
        JsonNode picture = page.call(
                "Page.captureScreenshot",
                Map.of("format", "png", "clip", JSON.convertValue(box, Map.class), "captureBeyondViewport", true));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    @Override
    public void close() throws Exception {
        try {
            page.close();
        } finally {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
