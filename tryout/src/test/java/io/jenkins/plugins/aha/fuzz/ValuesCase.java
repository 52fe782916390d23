package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.client.FieldValues;
import io.jenkins.plugins.aha.operation.Invocation;
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
            "true");

    @Override
    public Ending run(Choices choices) throws Exception {
        Object one = value(choices, 2);
        Object other = choices.oneIn(3) ? one : value(choices, 2);
        Check.that(FieldValues.same(one, one), () -> "not the same as itself: " + one);
        boolean same = FieldValues.same(one, other);
        if (FieldValues.isEmpty(one) && FieldValues.isEmpty(other)) {
            Check.that(same, () -> "two empty values differ: " + one + " and " + other);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("f", one);
        Check.that(FieldValues.allSame(fields, fields), () -> "not all the same: " + fields);
        HostileAccount account =
                new HostileAccount(request -> Answers.success("{\"custom_object_records\":[{\"id\":1,\"custom_fields\":"
                        + "[{\"key\":\"f\",\"value\":\"40.0\",\"type\":\"number\"}]}]}"));
        List<?> found =
                (List<?>) Invocation.of("ahaListRecords", Map.of("product", "PRJ1", "table", "t", "where", fields))
                        .run(new FuzzContext(account));
        Check.that(found.size() <= 1, () -> "found " + found);
        return Ending.VALUE;
    }

    private static Object value(Choices choices, int floors) {
        if (floors > 0 && choices.oneIn(4)) {
            List<Object> list = new ArrayList<>();
            for (int rest = choices.below(4); rest > 0; rest--) {
                list.add(value(choices, floors - 1));
            }
            return list;
        }
        if (floors > 0 && choices.oneIn(8)) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put(choices.text(), value(choices, floors - 1));
            return map;
        }
        return choices.oneIn(3) ? choices.text() : choices.of(NEAR);
    }
}
