package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.values.FieldForm;
import io.jenkins.plugins.aha.values.NormalForm;
import io.jenkins.plugins.aha.values.ValueComparison;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two field values: the same or not, but never neither. */
final class ValuesCase implements FuzzCase {
    private static final List<Object> NEAR = List.of(
            "40",
            "40.0",
            new BigDecimal("40.00"),
            "4e1",
            " 40",
            "forty",
            "<p>40</p>",
            "&lt;40&gt;",
            "<40>",
            "",
            " ",
            "a\r\nb",
            "a\nb",
            "<b>a\nb</b>",
            "&amp;lt;",
            "&lt;",
            true,
            "true",
            "a, b",
            List.of("b", "a"),
            "2026-01-31T08:00:00Z",
            "2026-01-31",
            "<p>a</p><p>b</p>",
            "&amp;amp;",
            "List<A>");

    private static final List<String> TYPES = List.of("string", "note", "number", "date", "array", "url", "other");

    @Override
    public Ending run(Choices choices) throws Exception {
        Object one = value(choices, 2);
        Object other = choices.oneIn(3) ? one : value(choices, 2);
        FieldForm form = new FieldForm(choices.of(TYPES), null);
        Check.that(
                ValueComparison.compare(one, one, form) == Result.SAME, () -> "not the same as itself: " + one);
        boolean same = ValueComparison.compare(one, other, form) == Result.SAME;
        if (ValueComparison.isEmpty(one) && ValueComparison.isEmpty(other)) {
            Check.that(same, () -> "two empty values differ: " + one + " and " + other);
        }
        if (same) {
            Check.that(
                    NormalForm.of(one).equals(NormalForm.of(other)),
                    () -> "the same, but with different normal forms: " + one + " and " + other);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("f", one);
        HostileAccount account =
                new HostileAccount(request -> Answers.success("{\"custom_object_records\":[{\"id\":1,\"custom_fields\":"
                        + "[{\"key\":\"f\",\"value\":\"40.0\",\"type\":\"number\"}]}]}"));
        List<?> found =
                (List<?>) Invocation.of("ahaListRecords", Map.of("product", "PRJ1", "table", "t", "where", fields))
                        .run(account.build());
        Check.that(found.size() <= 1, () -> "found " + found);
        return Ending.VALUE;
    }

    private static Object value(Choices choices, int levels) {
        if (levels > 0 && choices.oneIn(4)) {
            List<Object> list = new ArrayList<>();
            for (int rest = choices.below(4); rest > 0; rest--) {
                list.add(value(choices, levels - 1));
            }
            return list;
        }
        if (levels > 0 && choices.oneIn(8)) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put(choices.text(), value(choices, levels - 1));
            return map;
        }
        return choices.oneIn(3) ? choices.text() : choices.of(NEAR);
    }
}
