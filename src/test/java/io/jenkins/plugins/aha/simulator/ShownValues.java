package io.jenkins.plugins.aha.simulator;

import static io.jenkins.plugins.aha.simulator.ShownForm.CUT_AT_255;
import static io.jenkins.plugins.aha.simulator.ShownForm.DAY_OF_MOMENT;
import static io.jenkins.plugins.aha.simulator.ShownForm.ENTITIES_IN_NOTES;
import static io.jenkins.plugins.aha.simulator.ShownForm.ENTITIES_IN_TEXTS;
import static io.jenkins.plugins.aha.simulator.ShownForm.FOLDED_BLANKS;
import static io.jenkins.plugins.aha.simulator.ShownForm.NOTE_LINES_AS_PARAGRAPHS;
import static io.jenkins.plugins.aha.simulator.ShownForm.NOTE_LINES_WITH_BREAKS;
import static io.jenkins.plugins.aha.simulator.ShownForm.ROUNDED_NUMBERS;
import static io.jenkins.plugins.aha.simulator.ShownForm.SANITIZED_NOTES;
import static io.jenkins.plugins.aha.simulator.ShownForm.TRIMMED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the value that is shown for a written one: what the field's type makes of it, in the forms that are on. */
final class ShownValues {
    private static final int LONGEST_TEXT = 255;
    private static final int DAY_LENGTH = "2024-02-29".length();

    private final ValueSettings settings;
    private final UserDirectory users;

    ShownValues(ValueSettings settings, UserDirectory users) {
        this.settings = settings;
        this.users = users;
    }

    /** Empty when the value clears the field; throws {@link ApiError} 422 for one that the field does not take. */
    Optional<JsonNode> of(ScreenDefinition.Field field, JsonNode written) {
        return field.type().accept(field, prepared(field.type(), written)).map(value -> shown(field, value));
    }

    private boolean on(ShownForm form) {
        return settings.isShown(form);
    }

    private JsonNode prepared(FieldType type, JsonNode written) {
        boolean moment = type == FieldType.DATE && written.asText().length() > DAY_LENGTH && on(DAY_OF_MOMENT);
        if (moment) {
            return TextNode.valueOf(written.asText().substring(0, DAY_LENGTH));
        }
        boolean list = type.isList() && written.isTextual() && on(ShownForm.LABELS_FROM_COMMA_TEXT);
        if (!list || written.asText().isBlank()) {
            return written;
        }
        ArrayNode labels = Printing.array();
        for (String label : written.asText().split(",")) {
            labels.add(label.strip());
        }
        return labels;
    }

    private JsonNode shown(ScreenDefinition.Field field, JsonNode value) {
        if (value.isArray()) {
            return list(field, value);
        }
        if (!value.isTextual()) {
            return value;
        }
        String text = value.asText();
        return TextNode.valueOf(
                switch (field.type()) {
                    case NOTE -> note(text);
                    case NUMBER -> on(ROUNDED_NUMBERS) ? rounded(text) : text;
                    case URL -> url(on(TRIMMED) ? text.strip() : text);
                    case STRING -> option(field, text(text));
                    default -> text;
                });
    }

    private JsonNode list(ScreenDefinition.Field field, JsonNode values) {
        boolean ids = field.type() == FieldType.USERS;
        Set<String> sorted = new TreeSet<>();
        ArrayNode shown = Printing.array();
        for (JsonNode value : values) {
            String text = ids ? user(value.asText()) : option(field, text(value.asText()));
            sorted.add(text);
            shown.add(text);
        }
        if (on(ShownForm.SORTED_LABELS) && !ids) {
            shown.removeAll();
            sorted.forEach(shown::add);
        }
        return shown;
    }

    private String user(String idOrEmail) {
        return on(ShownForm.ID_FOR_EMAIL) && idOrEmail.contains("@")
                ? users.withEmail(idOrEmail).id()
                : idOrEmail;
    }

    private String option(ScreenDefinition.Field field, String idOrLabel) {
        ScreenDefinition.Option option = field.option(idOrLabel).orElse(null);
        if (option == null) {
            return idOrLabel;
        }
        boolean sentId = option.id().equals(idOrLabel);
        if (sentId) {
            return on(ShownForm.LABEL_FOR_OPTION_ID) ? option.label() : idOrLabel;
        }
        return on(ShownForm.OPTION_ID_FOR_LABEL) ? option.id() : idOrLabel;
    }

    private String url(String url) {
        return on(ShownForm.URL_WITH_SCHEME) && !url.contains("://") ? "http://" + url : url;
    }

    private static String rounded(String number) {
        BigDecimal two = new BigDecimal(number).setScale(2, RoundingMode.HALF_UP);
        return FieldType.withOnePlaceAtLeast(two);
    }

    private String text(String sent) {
        String text = on(ShownForm.NFC) ? Normalizer.normalize(sent, Normalizer.Form.NFC) : sent;
        text = on(FOLDED_BLANKS) ? text.replaceAll("[\\s\\h]+", " ") : text;
        text = on(TRIMMED) ? text.strip() : text;
        text = on(ENTITIES_IN_TEXTS) ? NoteHtml.escaped(text) : text;
        return on(CUT_AT_255) && text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }

    private String note(String sent) {
        String note = on(ShownForm.NFC) ? Normalizer.normalize(sent, Normalizer.Form.NFC) : sent;
        note = on(FOLDED_BLANKS) ? note.replaceAll("\\h+", " ") : note;
        note = on(TRIMMED) ? note.strip() : note;
        note = on(SANITIZED_NOTES) ? NoteHtml.sanitized(note) : note;
        note = on(ENTITIES_IN_NOTES) ? NoteHtml.withEntities(note) : note;
        boolean breaks = on(NOTE_LINES_WITH_BREAKS);
        boolean each = on(NOTE_LINES_AS_PARAGRAPHS);
        return breaks || each ? NoteHtml.paragraphs(note, breaks, each) : note;
    }
}
