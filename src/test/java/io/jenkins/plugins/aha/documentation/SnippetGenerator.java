package io.jenkins.plugins.aha.documentation;

/**
 * The page "Snippet Generator", driven as a patient user would. Jenkins fetches a step's form when the step is chosen,
 * puts its HTML in, loads its scripts and only then brings it to life, with all other parts of the page going on
 * meanwhile. So whatever is looked at is used in the same task of the page: between two of them anything may change.
 */
final class SnippetGenerator extends StepForm {
    /**
     * Nothing is on its way: the list of steps and the form of the chosen one, also of that which Jenkins chooses
     * first, are there and alive. Jenkins brings a form to life in one go, of which the help buttons are a sign.
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

    SnippetGenerator(Browser browser) {
        super(browser, "[name=prototype]");
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
}
