package io.jenkins.plugins.aha.fuzz;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.RecordedBuild;
import io.jenkins.plugins.aha.operation.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A file of hostile records, read back as its readers do: nothing lost, nothing split, nothing that computes. */
final class FilesCase implements FuzzCase {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** What a spreadsheet computes, behind anything that it may skip. */
    private static final Pattern FORMULA = Pattern.compile("^[\\p{C}\\p{Z}\\s]*[=+\\-@|%\\t\\r＝＋－＠].*", Pattern.DOTALL);

    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?");

    private static final List<String> KEYS = List.of("name", "note", "=x", "a,b", "seats");

    @Override
    public Ending run(Choices choices) throws Exception {
        String file = choices.of(List.of("a.csv", "a.json", "a.jsonl"));
        ArrayNode records = JSON.createArrayNode();
        for (int rest = 1 + choices.below(4); rest > 0; rest--) {
            records.add(record(records.size() + 1, choices));
        }
        byte[] page = JSON.createObjectNode()
                .set("custom_object_records", records)
                .toString()
                .getBytes(StandardCharsets.UTF_8);
        Map<String, Object> parameters =
                new HashMap<>(Map.of("product", "PRJ1", "table", "customers", "fields", KEYS.subList(0, 1)));
        if (!choices.oneIn(3)) {
            parameters.remove("fields");
        }
        List<?> read;
        RecordedBuild context =
                HostileAccount.impatient(request -> Answers.success(page)).build();
        try {
            read = (List<?>) Invocation.of("ahaListRecords", parameters).run(context);
        } catch (AhaException e) {
            return Ending.TYPED_ERROR;
        }
        parameters.put("saveTo", file);
        Object count = Invocation.of("ahaListRecords", parameters).run(context);
        Check.that(count.equals(read.size()), () -> "saved " + count + " of " + read.size());
        String text = context.file(file);
        if (file.equals("a.csv")) {
            compareCsv(read, Csv.parse(text));
        } else {
            compareJson(read, file, text);
        }
        return Ending.VALUE;
    }

    private static ObjectNode record(int id, Choices choices) {
        ObjectNode record = JSON.createObjectNode().put("id", id);
        ArrayNode fields = record.putArray("custom_fields");
        for (int rest = choices.below(5); rest > 0; rest--) {
            ObjectNode field = fields.addObject();
            field.put("key", choices.oneIn(4) ? choices.text() : choices.of(KEYS));
            switch (choices.below(6)) {
                case 0 -> field.put("value", choices.wideNumber());
                case 1 -> field.putArray("value").add(choices.text()).add(choices.text());
                case 2 -> field.putObject("value").put(choices.text(), choices.text());
                default -> field.put("value", choices.text());
            }
            if (choices.oneIn(3)) {
                field.put("type", "number");
            }
        }
        record.putArray("custom_object_links")
                .addObject()
                .put("key", choices.text())
                .putArray("record_ids")
                .add(5)
                .add(6);
        return record;
    }

    private static void compareJson(List<?> read, String file, String text) throws Exception {
        List<JsonNode> found = new ArrayList<>();
        if (file.equals("a.json")) {
            JSON.readTree(text).forEach(found::add);
        } else {
            for (String line : text.split("\n")) {
                found.add(JSON.readTree(line));
            }
        }
        for (int i = 0; i < Math.max(read.size(), found.size()); i++) {
            Map<Object, Object> expected = new LinkedHashMap<>((Map<?, ?>) read.get(i));
            expected.remove("outcome");
            // Text is the measure: Jackson reads a number back in another Java type than it had.
            String wanted = JSON.readTree(JSON.writeValueAsString(expected)).toString();
            String got = found.get(i).toString();
            Check.that(whole(wanted).equals(whole(got)), () -> "wrote " + got + " for " + wanted);
        }
    }

    private static void compareCsv(List<?> read, List<List<String>> rows) {
        List<String> header = rows.get(0);
        Check.that(rows.size() == read.size() + 1, () -> rows.size() + " rows for " + read.size() + " records");
        rows.forEach(row -> {
            Check.that(row.size() == header.size(), () -> "a row with " + row.size() + " cells");
            row.forEach(FilesCase::harmless);
        });
        for (int i = 0; i < read.size(); i++) {
            Map<?, ?> record = (Map<?, ?>) read.get(i);
            List<String> row = rows.get(i + 1);
            Map<?, ?> fields = (Map<?, ?>) record.get("fields");
            Check.that(row.get(0).equals(record.get("id")), () -> "another id: " + row.get(0));
            fields.forEach((key, value) -> {
                int column = column(header, whole((String) key));
                if (value instanceof String text && column >= 0) {
                    String cell = row.get(column);
                    String wanted = whole(text);
                    Check.that(
                            cell.equals(wanted) || cell.equals("'" + wanted), () -> "wrote " + cell + " for " + wanted);
                }
            });
        }
    }

    /**
     * -1 for a key that is twice: the columns of a record's keys that differ in broken characters only cannot be
     * distinguished.
     */
    private static int column(List<String> header, String key) {
        List<Integer> columns = new ArrayList<>();
        for (int i = 1; i < header.size() - 2; i++) {
            if (header.get(i).equals(key) || header.get(i).equals("'" + key)) {
                columns.add(i);
            }
        }
        return columns.size() == 1 ? columns.get(0) : -1;
    }

    private static void harmless(String cell) {
        Check.that(!FORMULA.matcher(cell).matches() || NUMBER.matcher(cell).matches(), () -> "a formula: " + cell);
    }

    /** UTF-8 has no form for halves of surrogate pairs. */
    private static String whole(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
