package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.OverTheMost;
import io.jenkins.plugins.aha.simulator.Paging;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of several pages is read whole, whatever its pages say and however many records one may have. */
class LongTableTest {
    private static final int RECORDS = 450;

    @AutoClose
    private final DemoAha aha = new DemoAha();

    @BeforeEach
    void start() throws Exception {
        DemoWorld.fill(aha.simulator(), RECORDS);
    }

    private static Map<String, Object> table(Map<String, ?> more) {
        Map<String, Object> parameters = new HashMap<>(Map.of("product", "PRJ1", "table", "customers"));
        parameters.putAll(more);
        return parameters;
    }

    static Stream<Arguments> pages() {
        return Stream.of(Paging.values())
                .flatMap(paging -> Stream.of(OverTheMost.values()).map(over -> Arguments.of(paging, over)));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aRecordOfALaterPageIsFoundAndNotDoubled(Paging paging, OverTheMost over) throws Exception {
        aha.simulator().settings().lists().paging(paging).perPage(over == OverTheMost.CUT ? 100 : 50, over);
        String name = aha.customers().get(RECORDS - 50).text("name");
        Map<String, Object> row = table(Map.of("uniqueBy", "name", "fields", Map.of("name", name, "region", "moved")));
        assertEquals("updated", aha.build().record("ahaCreateRecord", row).get("outcome"));
        assertEquals("kept", aha.build().record("ahaCreateRecord", row).get("outcome"));
        List<Map<String, Object>> all = aha.build().records("ahaListRecords", table(Map.of()));
        assertEquals(aha.customers().size(), all.size());
    }

    /** What the count of a list of changes means is not documented. */
    @ParameterizedTest
    @EnumSource(Paging.class)
    void aListOfChangesEndsWhateverItCounts(Paging paging) throws Exception {
        aha.time().sleep(Duration.ofHours(1));
        String since = aha.time().now().toString();
        aha.time().sleep(Duration.ofMinutes(1));
        Map<String, Object> row = table(Map.of("fields", List.of(Map.of("name", "New 1"), Map.of("name", "New 2"))));
        aha.build().run("ahaCreateRecord", row);
        aha.simulator().settings().lists().paging(paging);
        List<Map<String, Object>> changed = aha.build().records("ahaListRecords", table(Map.of("updatedSince", since)));
        assertEquals(2, changed.size());
    }
}
