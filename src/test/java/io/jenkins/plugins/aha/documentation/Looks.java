package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.darktheme.DarkThemeManagerFactory;
import io.jenkins.plugins.thememanager.ThemeManagerPageDecorator;
import io.jenkins.plugins.thememanager.none.NoOpThemeManagerFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Pages as people see them: in the light and the dark theme, in a wide and a narrow window, and as axe-core judges them
 * for those who use a keyboard or a screen reader.
 */
final class Looks {
    /**
     * What axe-core objects to in the forms' controls that are not ours: its rule → the elements. Everything else about
     * these elements is judged, too.
     */
    private static final String NOT_OURS = """
            {
                // Jenkins' scripts put its help buttons behind everything else.
                'tabindex': 'a.jenkins-help-button',
                // Jenkins hangs the list of a combo box on an empty element beside it.
                'aria-allowed-attr': '.combobox2 ~ div:empty',
                // The credentials plugin takes no label for its list.
                'select-name': 'select.credentials-select',
                // Jenkins gives the box of an optional part of a form no title, as we give others.
                'label': '.optional-block-control',
                // Jenkins' theme has too pale a colour for the answers below entries.
                'color-contrast': '.validation-error-area .ok',
            }
            """;

    /** As painted: the name of the theme alone would also be there without its style. */
    private static final String IS_DARK = """
            (() => {
                const paint = document.createElement('canvas').getContext('2d');
                for (const colour of ['white', getComputedStyle(document.body).backgroundColor]) {
                    paint.fillStyle = colour;
                    paint.fillRect(0, 0, 1, 1);
                }
                const [red, green, blue] = paint.getImageData(0, 0, 1, 1).data;
                return red + green + blue < 3 * 128;
            })()
            """;

    private final Browser browser;
    private final String jenkins;

    /**
     * A theme and a width.
     *
     * @param theme light or dark
     * @param width of the window in pixels
     */
    record Look(String theme, int width) {
        static final Look USUAL = new Look("light", 1280);

        /** All four where the pictures are kept; else two that have each theme and each width. */
        static final List<Look> ALL = Images.ARE_KEPT
                ? List.of(USUAL, new Look("light", 400), new Look("dark", 1280), new Look("dark", 400))
                : List.of(USUAL, new Look("dark", 400));

        @Override
        public String toString() {
            return theme + "-" + width;
        }
    }

    Looks(Browser browser, String jenkins) {
        this.browser = browser;
        this.jenkins = jenkins;
    }

    /** Goes to a page. */
    void open(Look look, String path) throws Exception {
        boolean dark = look.theme().equals("dark");
        ThemeManagerPageDecorator.get().setTheme(dark ? new DarkThemeManagerFactory() : new NoOpThemeManagerFactory());
        browser.resize(look.width());
        browser.visit(jenkins + path);
        assertEquals(dark, browser.evaluate(IS_DARK).asBoolean(), path + " " + look + ": is the theme's style there?");
    }

    /**
     * Fails for a page that axe-core objects to, that is wider than its window, or that did something against its
     * Content-Security-Policy. To be called when everything else has been done with the page.
     *
     * @param which names it in messages
     * @param ours an expression for the elements of the page that are ours
     */
    void judge(String which, String ours) throws Exception {
        browser.awaitRest();
        browser.evaluate(axe());
        JsonNode found = browser.evaluate("""
                axe.run({include: %s}, {
                    resultTypes: ['violations'],
                    elementRef: true,
                    // The label beside a checkbox of Jenkins is none to HTML; the title says the same.
                    rules: {'label-title-only': {enabled: false}}
                }).then(results => results.violations.flatMap(violation => violation.nodes
                    .filter(node => !node.element.matches((%s)[violation.id] ?? 'none'))
                    .map(node => violation.id + ': ' + node.html + ' ' + node.failureSummary)))
                """.formatted(ours, NOT_OURS));
        List<String> violations = new ArrayList<>();
        found.forEach(violation -> violations.add(violation.asText()));
        assertEquals(List.of(), violations, which);
        assertFits(which);
        assertEquals(List.of(), browser.policyViolations(), which);
    }

    /** Fails for a page that is wider than its window. */
    void assertFits(String which) throws Exception {
        assertTrue(
                browser.evaluate("document.documentElement.scrollWidth <= innerWidth")
                        .asBoolean(),
                which + " is wider than its window");
    }

    private static String axe() throws IOException {
        try (InputStream script = Looks.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
