package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.aha.operation.context.PartlyDoneException;
import io.jenkins.plugins.aha.simulator.Fault;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The failure of a step that works on many items has what was done before. */
class PartlyDoneTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build().helpedBy(Runnable::run);

    private List<?> doneBefore(String step, Map<String, ?> parameters) {
        return assertThrows(PartlyDoneException.class, () -> build.run(step, parameters))
                .done();
    }

    private static List<?> all(String key, List<?> done) {
        return done.stream().map(one -> ((Map<?, ?>) one).get(key)).toList();
    }

    @Test
    void recordsThatWereCreatedOrUpdated() {
        List<Map<String, String>> rows =
                List.of(Map.of("name", "New 0", "tier", "x"), Map.of("name", "New 1"), Map.of("name", "New 2"));
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers", "fields", rows));
        aha.simulator().faults().next(Fault.NONE, Fault.NONE, Fault.UNAUTHORIZED);
        assertEquals(List.of("created", "created"), all("outcome", doneBefore("ahaCreateRecord", parameters)));
        parameters.put("uniqueBy", "name");
        parameters.put(
                "fields",
                List.of(Map.of("name", "Contoso", "tier", "y"), Map.of("name", "New 3"), Map.of("name", "New 4")));
        // The table is read, then the first new record is created alone.
        aha.simulator().faults().next(Fault.NONE, Fault.NONE, Fault.UNAUTHORIZED);
        List<?> done = doneBefore("ahaCreateRecord", parameters);
        assertEquals(1, done.size());
        assertEquals(Map.of("name", "New 3"), ((Map<?, ?>) done.get(0)).get("fields"));
    }

    @Test
    void recordsThatWereCreatedAndNotLinked() {
        Map<String, Object> parameters = Map.of(
                "product",
                "PRJ1",
                "table",
                "deployments",
                "fields",
                List.of(Map.of("name", "a"), Map.of("name", "b")),
                "links",
                Map.of("customer", aha.customer("Contoso")));
        aha.simulator().faults().next(Fault.NONE, Fault.NONE, Fault.NONE, Fault.UNAUTHORIZED);
        List<?> done = doneBefore("ahaCreateRecord", parameters);
        assertEquals(List.of(Map.of("customer", List.of(aha.customer("Contoso"))), Map.of()), all("links", done));
    }

    @Test
    void targetsThatWereLinked() {
        Map<String, Object> parameters =
                Map.of("target", List.of("PRJ1-1", "PRJ1-2"), "field", "customers", "records", aha.customer("Contoso"));
        aha.simulator().faults().next(Fault.NONE, Fault.NONE, Fault.UNAUTHORIZED);
        assertEquals(List.of("PRJ1-1"), all("target", doneBefore("ahaLinkRecords", parameters)));
    }

    @Test
    void idsThatWereDeleted() {
        String first = aha.customer("Contoso");
        aha.simulator().faults().next(Fault.NONE, Fault.UNAUTHORIZED);
        assertEquals(
                List.of(first), doneBefore("ahaDeleteRecord", Map.of("id", List.of(first, aha.customer("Globex")))));
    }
}
