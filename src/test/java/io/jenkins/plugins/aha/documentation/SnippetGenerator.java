package io.jenkins.plugins.aha.documentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The page "Snippet Generator", driven as a patient user would. Jenkins fetches a step's form when the step is chosen,
 * puts its HTML in, loads its scripts and only then brings it to life, with all other parts of the page going on
 * meanwhile. So whatever is looked at is used in the same task of the page: between two of them anything may change.
 */
final class SnippetGenerator {
    /**
     * Nothing is on its way: the list of steps and the form of the chosen one, also of that which Jenkins chooses first,
     * are there and alive. Jenkins brings a form to life in one go, of which the help buttons are a sign.
     */
    private static final String SETTLED = """
            (() => {
                const steps = document.querySelector('form[name=config] select.dropdownList');
                const parts = document.querySelectorAll('.dropdownList-container [name=prototype] > .dropdownList-start');
                let part = parts[steps?.selectedIndex];
                if (!steps?.onchange || !part || document.querySelector('.to-be-removed, .select-ajax-pending')) {
                    return false;
                }
                while (!(part = part.nextElementSibling).matches('.dropdownList-end')) {
                    if (part.matches('.render-on-demand')
                        || ![...part.querySelectorAll('a.jenkins-help-button')].every(button => button.onclick)
                        || ![...part.querySelectorAll('select.select')].every(choice => choice.options.length)) {
                        return false;
                    }
                }
                return true;
            })()
            """;

    private final Browser browser;

    SnippetGenerator(Browser browser) {
        this.browser = browser;
    }

    /** Chooses a step and returns when its form is ready. */
    void choose(String step) throws Exception {
        browser.await(SETTLED);
        browser.evaluate("""
                (() => {
                    const steps = document.querySelector('form[name=config] select.dropdownList');
                    const wanted = [...steps.options].findIndex(option => option.text.startsWith(%s));
                    if (steps.selectedIndex !== wanted) {
                        steps.selectedIndex = wanted;
                        steps.dispatchEvent(new Event('change', {bubbles: true}));
                    }
                })()
                """.formatted(json(step + ": ")));
        browser.await(SETTLED);
    }

    /**
     * Enters a value.
     *
     * @param name of the control
     * @param number among those of this name, from 0
     * @param value true ticks a box
     */
    void enter(String name, int number, Object value) throws Exception {
        browser.await("""
                (() => {
                    const control = %s[%d], value = %s;
                    if (!control
                        || control.tagName === 'SELECT' && ![...control.options].some(option => option.value === value)) {
                        return false;
                    }
                    if (control.type === 'checkbox') {
                        if (!control.checked) {
                            control.click();
                        }
                        return control.checked;
                    }
                    control.value = value;
                    for (const event of ['input', 'change']) {
                        control.dispatchEvent(new Event(event, {bubbles: true}));
                    }
                    return true;
                })()
                """.formatted(visible("[name='" + name + "']"), number, json(value)));
    }

    /** Adds a row of a name and a value unless there are that many; the first is always there. */
    void addRow(int number) throws Exception {
        String there = visible("[name='_.name']") + ".length > " + number;
        // Before Jenkins' scripts listen to the button, a click does nothing.
        browser.await(there + " || (" + visible(".repeatable-add") + "[0]?.click(), " + there + ")");
    }

    /** Returns what the check below a control says, once it says something. */
    String said(String name, int number) throws Exception {
        String text = visible("[name='" + name + "']") + "[" + number
                + "].closest('.jenkins-form-item').querySelector('.validation-error-area').innerText.trim()";
        browser.await(text);
        return browser.evaluate(text).asText();
    }

    /** Chooses an entry of a combo box with the arrow keys and the enter key, then leaves the box. */
    void chooseByKeyboard(String name, int number, String entry) throws Exception {
        String box = visible("[name='" + name + "']") + "[" + number + "]";
        String shown = box + ".dropdown?.state.isVisible";
        String index = "[..." + box + ".dropdown.popper.querySelectorAll('.jenkins-dropdown__item')]"
                + ".findIndex(item => item.innerText.trim() === " + json(entry) + ")";
        // The list comes with the focus once it has been fetched, for what was entered last, and goes a moment after
        // it.
        browser.await("(document.activeElement.blur(), " + box + ".focus(), Boolean(" + box + ".dropdown) && " + index
                + " >= 0)");
        browser.await("(document.activeElement.blur(), !" + shown + ")");
        browser.await("(" + box + ".focus(), " + shown + " && " + index + " >= 0)");
        int presses = browser.evaluate(index).asInt() + 1;
        for (int press = 0; press < presses; press++) {
            browser.pressKey("ArrowDown", 40);
        }
        browser.pressKey("Enter", 13);
        browser.pressTab();
        browser.await(box + ".value === " + json(entry));
    }

    /** Presses "Preview" and returns what appears below it. */
    String preview() throws Exception {
        String button = visible(".validate-button") + "[0]";
        browser.await(button + ".onclick && (" + button + ".click(), true)");
        String text = button + ".parentElement.querySelector('.jenkins-validate-button__container__status').innerText"
                + ".trim()";
        browser.await(text);
        return browser.evaluate(text).asText();
    }

    /** Opens the parts of the form that are behind "Advanced". */
    void openAdvanced() throws Exception {
        browser.openAdvanced("[name=prototype]");
        browser.await(SETTLED);
    }

    /** Presses "Generate Pipeline Script" and returns the text that appears. */
    String generate(String step) throws Exception {
        browser.await("""
                (() => {
                    const button = document.querySelector('#generatePipelineScript');
                    return button.onclick && (button.click(), true);
                })()
                """);
        browser.await("document.querySelector('#prototypeText').value.includes(" + json(step) + ")");
        return browser.evaluate("document.querySelector('#prototypeText').value")
                .asText();
    }

    /** What the page sent, to explain a difference. */
    String submitted() {
        try {
            return browser.evaluate("document.forms.config.elements.json.value").asText();
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** The controls of the form that is shown; the page keeps others behind it. */
    private static String visible(String selector) throws JsonProcessingException {
        return "[...document.querySelectorAll(" + json(selector) + ")].filter(control => control.offsetParent)";
    }

    private static String json(Object value) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(value);
    }
}
