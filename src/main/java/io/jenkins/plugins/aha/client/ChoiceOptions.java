package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AnswerJson;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Asks Aha! which labels the ids of a choice list stand for, where the values alone do not say whether both are one:
 * GET /custom_field_definitions and GET /custom_field_definitions/:id/options of the API's reference. {@link
 * KnownForms} remembers the answer. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class ChoiceOptions {
    private static final Pattern ID = Pattern.compile("[0-9]{15,20}");

    private final AhaClient client;

    public ChoiceOptions(AhaClient client) {
        this.client = client;
    }

    /** Returns whether a value, or a label in a list of them, is written as an id of Aha!. */
    public static boolean isId(Object value) {
        return value instanceof Collection<?> list
                ? list.stream().anyMatch(ChoiceOptions::isId)
                : ID.matcher(String.valueOf(value)).matches();
    }

    /**
     * Learns the options of a field, or that it has none, unless that was tried in the last hour. Definitions do not
     * say their table, so the options of all choice lists with this key are learned. What Aha! does not let this key
     * read stays unknown, which is logged.
     *
     * @param table may be null
     */
    public void learn(String table, String field) throws InterruptedException {
        if (client.account().knownForms().mayAskFor(table, field)) {
            learnAnew(table, field);
        }
    }

    /** As {@link #learn}, whenever that was: labels change. */
    public void learnAnew(String table, String field) throws InterruptedException {
        KnownForms forms = client.account().knownForms();
        try {
            Map<String, String> options = new HashMap<>();
            for (String definition : choiceLists(field)) {
                options.putAll(options(definition));
            }
            if (options.isEmpty()) {
                forms.learnPlain(table, field);
            } else {
                forms.learn(table, field, options);
            }
        } catch (AhaException unknown) {
            client.log().info("The options of field '" + field + "' could not be read: " + unknown.getMessage());
        }
    }

    private List<String> choiceLists(String field) throws AhaException, InterruptedException {
        Request request =
                Request.of(Request.Method.GET, "list the definitions of custom fields", "custom_field_definitions");
        return client.ask(request, AnswerJson::readChoiceLists).entrySet().stream()
                .filter(list -> list.getValue().equals(field))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, String> options(String definition) throws AhaException, InterruptedException {
        Request request = Request.of(
                Request.Method.GET,
                "list the options of field definition " + definition,
                "custom_field_definitions",
                definition,
                "options");
        return client.ask(request, AnswerJson::readOptions);
    }
}
