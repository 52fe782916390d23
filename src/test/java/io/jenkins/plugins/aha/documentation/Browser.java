package io.jenkins.plugins.aha.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A headless Chromium with one page, driven through its DevTools protocol. Not thread-safe. */
public final class Browser implements AutoCloseable {
    /** The system property that names the header in which Jenkins sends its Content-Security-Policy. */
    static final String POLICY = "jenkins.security.csp.CspHeader.headerName";

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 2400;
    private static final int MARGIN = 16;

    /** What of a long page is shown above the elements that a picture is of, in pixels. */
    private static final int ABOVE = 160;

    private static final int LEAST_HEIGHT = 480;

    /** In each page, before anything of its own. */
    private static final String WATCH_POLICY = """
            window.policyViolations = [];
            document.addEventListener('securitypolicyviolation', event => window.policyViolations.push(
                event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile + ' ' + event.sample));
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Chromium program;
    private final DevTools page;
    private int width = WIDTH;

    private Browser(Chromium program, DevTools page) {
        this.program = program;
        this.page = page;
    }

    /**
     * Starts a browser; it must be installed.
     *
     * @param profile a new, empty folder
     */
    public static Browser start(Path profile) throws Exception {
        Chromium program = Chromium.start(profile);
        try {
            DevTools page = DevTools.connect(program.addressOfPage());
            page.call("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_POLICY));
            // A window that is not in front would get no events of the focus.
            page.call("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
            Browser browser = new Browser(program, page);
            browser.resize(WIDTH);
            return browser;
        } catch (Exception e) {
            program.close();
            throw e;
        }
    }

    /** Makes the window so many pixels wide. */
    void resize(int newWidth) throws Exception {
        width = newWidth;
        resize(newWidth, HEIGHT);
    }

    private void resize(int newWidth, int height) throws Exception {
        page.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", newWidth, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the page wanted to do against its Content-Security-Policy. */
    List<String> policyViolations() throws Exception {
        List<String> violations = new ArrayList<>();
        evaluate("window.policyViolations").forEach(violation -> violations.add(violation.asText()));
        return violations;
    }

    /** Goes to an address and returns when everything has been loaded. */
    public void visit(String url) throws Exception {
        page.navigate(url);
    }

    /** Presses the tabulator key. */
    void pressTab() throws Exception {
        press(Map.of("key", "Tab", "code", "Tab", "windowsVirtualKeyCode", 9));
    }

    /** Types a text into the element that has the focus. */
    void type(String text) throws Exception {
        page.call("Input.insertText", Map.of("text", text));
    }

    /** Presses a key that stays on the page. */
    void pressKey(String key, int windowsCode) throws Exception {
        press(Map.of("key", key, "code", key, "windowsVirtualKeyCode", windowsCode));
    }

    /** Presses the enter key, which must lead to another page, and returns when that has been loaded. */
    void pressEnterAndLoad() throws Exception {
        page.awaitLoadAfter(
                () -> press(Map.of("key", "Enter", "code", "Enter", "windowsVirtualKeyCode", 13, "text", "\r")));
    }

    /**
     * Clicks on what must lead to another page, and returns when that has been loaded.
     *
     * @param element an expression
     */
    public void clickAndLoad(String element) throws Exception {
        page.awaitLoadAfter(() -> {
            evaluate(element + ".click()");
            return null;
        });
    }

    private Void press(Map<String, ?> key) throws Exception {
        for (String type : List.of("keyDown", "keyUp")) {
            Map<String, Object> event = new HashMap<>(key);
            event.put("type", type);
            page.call("Input.dispatchKeyEvent", event);
        }
        return null;
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

    /** Returns when a condition of the page holds, which is looked at again until then, and not once more. */
    public void await(String condition) throws Exception {
        String met = evaluate("""
                new Promise(resolve => {
                    const end = performance.now() + 50000;
                    const look = () => (%s) ? resolve('met')
                        : performance.now() > end ? resolve('not met') : setTimeout(look, 30);
                    look();
                })
                """.formatted(condition)).asText();
        if (!met.equals("met")) {
            throw new IOException("The page never came to: " + condition);
        }
    }

    /** Returns when nothing moves or is being fetched any more. */
    void awaitRest() throws Exception {
        await("document.getAnimations().length === 0 && !document.querySelector('.select-ajax-pending')");
    }

    /**
     * Opens what is behind "Advanced".
     *
     * @param within a selector of the part of the page
     */
    void openAdvanced(String within) throws Exception {
        await("""
                [...document.querySelectorAll('%s')].flatMap(part => [...part.querySelectorAll('.advanced-button')])
                    .filter(button => button.offsetParent)
                    .every(button => button.dataset.expanded === 'true' || (button.click(), false))
                """.formatted(within));
    }

    /**
     * Takes a picture of the page with some elements and what frames them: Jenkins' header, what is beside and above
     * them. The window is made as high as it needs: Chromium can also take what is outside, but then lays the page out
     * anew and takes it before that is done.
     *
     * @param elements an expression that gives an array of elements
     */
    void photograph(Path file, String elements) throws Exception {
        evaluate("""
                document.querySelectorAll('#bottom-sticker, .jenkins-bottom-app-bar__shadow')
                    .forEach(bar => bar.remove());
                document.activeElement?.blur();
                scrollTo(0, 0)
                """);
        awaitRest();
        JsonNode box = steadyBox(elements);
        double top = box.path("top").asDouble();
        double above = top < LEAST_HEIGHT ? top : ABOVE;
        double height = above + box.path("bottom").asDouble() - top + MARGIN;
        resize(width, Math.max(LEAST_HEIGHT, (int) Math.ceil(height)));
        evaluate("scrollTo({top: " + steadyBox(elements).path("top") + " - " + above + ", behavior: 'instant'})");
        steadyBox(elements);
        JsonNode picture = page.call("Page.captureScreenshot", Map.of("format", "png"));
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
        resize(width);
    }

    /** Where some elements begin and end, counted from the top of the page, once two frames agree on it. */
    private JsonNode steadyBox(String elements) throws Exception {
        return evaluate("""
                (async () => {
                    const measure = () => {
                        const boxes = (%s).map(element => element.getBoundingClientRect());
                        return {
                            top: Math.min(...boxes.map(box => box.top)) + scrollY,
                            bottom: Math.max(...boxes.map(box => box.bottom)) + scrollY
                        };
                    };
                    let last = '';
                    for (let box = measure(); ; box = measure()) {
                        if (JSON.stringify(box) === last) {
                            return box;
                        }
                        last = JSON.stringify(box);
                        await new Promise(requestAnimationFrame);
                    }
                })()
                """.formatted(elements));
    }

    @Override
    public void close() throws Exception {
        try {
            page.close();
        } finally {
            program.close();
        }
    }
}
