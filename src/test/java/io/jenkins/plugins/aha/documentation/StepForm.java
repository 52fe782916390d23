package io.jenkins.plugins.aha.documentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The controls of a step's or a build step's form in a page, used as a patient user would. */
class StepForm {
    /**
     * Jenkins checks all controls of a new form one after the other. An answer about the empty form that came after one
     * about what was entered would take its place.
     */
    private static final String CHECKED =
            "FormChecker.queue.length + FormChecker.inProgress === 0 && !(window.unanswered?.size > 0)";

    /** A check that follows a change is in no queue of Jenkins' scripts, so what they send is counted here. */
    private static final String COUNTED = """
            if (!window.unanswered) {
                window.unanswered = new Set();
                const send = window.fetch;
                window.fetch = (...request) => {
                    const whole = async response => {
                        await response.clone().text();
                        return response;
                    };
                    const answer = send(...request).then(whole);
                    unanswered.add(answer);
                    answer.finally(() => setTimeout(() => unanswered.delete(answer)));
                    return answer;
                };
            }
            """;

    final Browser browser;
    private final String within;

    /** @param within a selector of the part of the page that the form is in */
    StepForm(Browser browser, String within) {
        this.browser = browser;
        this.within = within;
    }

    /**
     * Enters a value.
     *
     * @param name of the control
     * @param number among those of this name, from 0
     * @param value true ticks a box
     */
    void enter(String name, int number, Object value) throws Exception {
        browser.await(CHECKED);
        browser.await("""
                (() => {
                    %s
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
                """.formatted(COUNTED, visible("[name='" + name + "']"), number, json(value)));
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

    /** Returns what the checks below all controls say, once each has its answer; empty for nothing. */
    String saidAtAll() throws Exception {
        browser.await(CHECKED);
        return browser.evaluate(visible(".validation-error-area") + ".map(area => area.innerText.trim()).join('')")
                .asText();
    }

    /** Chooses an entry of a combo box with the arrow keys and the enter key, then leaves the box. */
    void chooseByKeyboard(String name, int number, String entry) throws Exception {
        browser.await(CHECKED);
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

    /** The controls of the form that is shown; the page keeps others behind it. */
    private String visible(String selector) throws JsonProcessingException {
        return "[...document.querySelectorAll(" + json(within + " " + selector)
                + ")].filter(control => control.offsetParent)";
    }

    static String json(Object value) throws JsonProcessingException {
        return new ObjectMapper().writeValueAsString(value);
    }
}
