package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.aha.values.FieldForm;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the custom fields of a record, whose shapes depend on their types. Stateless. */
final class FieldJson {
    private static final int LONGEST_NUMBER = 100;

    /** A page has thousands of fields, of few types. */
    private static final Map<String, FieldForm> FORMS = Stream.of("string", "url", "number", "date", "array", "note")
            .collect(Collectors.toMap(Function.identity(), type -> new FieldForm(type, null)));

    private FieldJson() {}

    /** One entry of custom_fields. Attachment fields have no value but attachments; number fields come as text. */
    static void read(JsonParser json, Map<String, Object> fields, Map<String, FieldForm> forms) throws IOException {
        String key = null;
        String type = null;
        Object value = null;
        Object emails = null;
        boolean present = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "key" -> key = text(json);
                case "type" -> type = text(json);
                case "value" -> {
                    value = value(json);
                    present = true;
                }
                case "email_value" -> emails = value(json);
                case "attachments" -> {
                    Object attachments = value(json);
                    value = present ? value : attachments;
                }
                default -> json.skipChildren();
            }
        }
        if (key != null) {
            fields.put(key, "number".equals(type) && value instanceof String text ? number(text) : value);
            if (type != null || emails != null) {
                FieldForm usual = emails == null ? FORMS.get(type) : null;
                forms.put(key, usual == null ? new FieldForm(type, emails) : usual);
            }
        }
    }

    /** Returns the text of a scalar; null for null and for what is nested, which is skipped. */
    static String text(JsonParser json) throws IOException {
        JsonToken token = json.currentToken();
        if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
            return json.getText();
        }
        json.skipChildren();
        return null;
    }

    /** Returns the number, or the text where it is none or is beyond all measure: 1e999999999 would fill the memory. */
    private static Object number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text.trim());
            return Math.abs((long) number.scale()) > LONGEST_NUMBER ? text : number;
        } catch (NumberFormatException notANumber) {
            return text;
        }
    }

    private static Object value(JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    map.put(name, value(json));
                }
                return map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(json));
                }
                return list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                return number(json.getText());
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return json.getBooleanValue();
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> {
                return json.getText();
            }
        }
    }
}
