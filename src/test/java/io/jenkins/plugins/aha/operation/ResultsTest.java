package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every step returns: of a few plain classes, serializable, the script's own; and what it tells: no value. */
class ResultsTest {
    private static final String SECRET = "Hush-Hush";
    private static final Set<Class<?>> PLAIN =
            Set.of(LinkedHashMap.class, ArrayList.class, String.class, BigDecimal.class, Boolean.class, Integer.class);

    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    @BeforeEach
    void start() throws Exception {
        aha.state()
                .seedRecord(
                        "11",
                        "PRJ1",
                        "customers",
                        Map.of("name", "Named", "website", SECRET, "seats", 5, "tags", List.of("a", "b")));
        aha.state().seedLinks(RecordKind.IDEA, "PRJ1-I-1", "customers", "11");
    }

    static Stream<Arguments> steps() {
        Map<String, Object> rich = new HashMap<>();
        rich.put("name", "Named");
        rich.put("seats", 7L);
        rich.put("tags", List.of("x", "y"));
        rich.put("tier", null);
        rich.put("website", SECRET);
        Map<String, Object> table = Map.of("product", "PRJ1", "table", "customers");
        return Stream.of(
                Arguments.of("ahaCreateRecord", with(table, "fields", rich)),
                Arguments.of("ahaCreateRecord", with(table, "fields", List.of(rich, rich))),
                Arguments.of("ahaCreateRecord", with(with(table, "fields", List.of(rich, rich)), "uniqueBy", "name")),
                Arguments.of(
                        "ahaCreateRecord",
                        with(with(with(table, "fields", rich), "uniqueBy", "name"), "ifExists", "keep")),
                Arguments.of("ahaCreateRecord", with(table, "fields", List.of())),
                Arguments.of("ahaUpdateRecord", Map.of("id", "11", "fields", rich)),
                Arguments.of("ahaGetRecord", Map.of("id", "11")),
                Arguments.of("ahaListRecords", table),
                Arguments.of("ahaListRecords", with(table, "fields", "name")),
                Arguments.of("ahaListRecords", with(table, "saveTo", "a.csv")),
                Arguments.of("ahaDeleteRecord", Map.of("id", List.of("11"))),
                Arguments.of("ahaLinkRecords", Map.of("target", "PRJ1-R-1", "field", "customers", "records", "11")),
                Arguments.of("ahaReferences", Map.of("text", "PRJ1-1 PRJ1-2")));
    }

    /** As a rehearsal and as it is; once for the step that writes nothing and takes no dry run. */
    private static List<Map<String, Object>> runs(String step, Map<String, Object> parameters) {
        return step.equals("ahaReferences")
                ? List.of(parameters)
                : List.of(with(parameters, "dryRun", true), with(parameters, "dryRun", false));
    }

    private static Map<String, Object> with(Map<String, Object> parameters, String name, Object value) {
        Map<String, Object> more = new HashMap<>(parameters);
        more.put(name, value);
        return more;
    }

    @ParameterizedTest
    @MethodSource("steps")
    void resultsArePlainSerializableAndTheScriptsOwn(String step, Map<String, Object> parameters) throws Exception {
        for (Map<String, Object> given : runs(step, parameters)) {
            Object result = build.run(step, given);
            assertPlain(result);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
                out.writeObject(result);
            }
            try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                assertEquals(result, in.readObject());
            }
            change(result);
        }
    }

    private static void assertPlain(Object value) {
        assertTrue(value == null || PLAIN.contains(value.getClass()), () -> value + " is a " + value.getClass());
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(key -> assertEquals(String.class, key.getClass()));
            map.values().forEach(ResultsTest::assertPlain);
        } else if (value instanceof List<?> list) {
            list.forEach(ResultsTest::assertPlain);
        }
    }

    @SuppressWarnings("unchecked")
    private static void change(Object result) {
        if (result instanceof Map<?, ?>) {
            ((Map<Object, Object>) result).put("mine", 1);
            ((Map<Object, Object>) result).values().forEach(ResultsTest::change);
        } else if (result instanceof List<?>) {
            ((List<Object>) result).forEach(ResultsTest::change);
            ((List<Object>) result).add("mine");
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void noTokenAndNoValueButTheNameIsLogged(String step, Map<String, Object> parameters) throws Exception {
        for (Map<String, Object> given : runs(step, parameters)) {
            build.run(step, given);
        }
        List<String> shown = new ArrayList<>(build.lines());
        build.changes().forEach(change -> shown.add(change.toString()));
        assertFalse(shown.toString().contains(SECRET), shown::toString);
        assertFalse(shown.toString().contains("secret-token"), shown::toString);
        assertEquals(
                build.changes().stream().map(Change::toLine).sorted().toList(),
                build.lines().stream()
                        .filter(line -> line.matches("Aha!: (created|updated|deleted) .*|Aha!: .*: (un)?linked .*"))
                        .sorted()
                        .toList());
    }
}
