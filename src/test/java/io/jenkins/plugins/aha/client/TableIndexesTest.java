package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.VirtualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableIndexesTest {
    private final VirtualTime time = new VirtualTime();
    private final AhaAccount account =
            SimulatedAha.account(SimulatedAha.settings("https://acme.aha.io", Limits.DOCUMENTED), time);

    private AhaClient client(String token) {
        return account.open(() -> token, BuildLog.NONE, new Cancellation());
    }

    private TableIndex index(String token, String product, String table, String... fields) {
        return account.tableIndexes().of(client(token), product, table, List.of(fields));
    }

    @Test
    void anIndexIsOfOneKeyOneTableAndTheSameFields() {
        TableIndex index = index("token", "PRJ1", "customers", "name", "region");
        assertSame(index, index("token", "PRJ1", "customers", "region", "name"));
        assertNotSame(index, index("another", "PRJ1", "customers", "name", "region"), "another user");
        assertNotSame(index, index("token", "PRJ2", "customers", "name", "region"));
        assertNotSame(index, index("token", "PRJ1", "partners", "name", "region"));
        assertNotSame(index, index("token", "PRJ1", "customers", "name"));
    }

    @Test
    void whatIsNotUsedForAnHourIsDropped() {
        TableIndex index = index("token", "PRJ1", "customers", "name");
        time.pass(TableIndexes.KEPT);
        assertSame(index, index("token", "PRJ1", "customers", "name"));
        time.pass(TableIndexes.KEPT.plus(Duration.ofSeconds(1)));
        assertNotSame(index, index("token", "PRJ1", "customers", "name"));
        assertEquals(1, account.tableIndexes().size());
        time.pass(TableIndexes.KEPT.plus(Duration.ofSeconds(1)));
        client("token");
        assertEquals(0, account.tableIndexes().size(), "any operation drops what is old");
    }

    @Test
    void theOldestOfTooManyIsDropped() {
        TableIndex first = index("token", "PRJ1", "customers", "field 1");
        TableIndex second = index("token", "PRJ1", "customers", "field 2");
        for (int field = 3; field <= TableIndexes.MOST_INDEXES; field++) {
            index("token", "PRJ1", "customers", "field " + field);
        }
        assertSame(first, index("token", "PRJ1", "customers", "field 1"));
        index("token", "PRJ1", "customers", "field 101");
        assertEquals(TableIndexes.MOST_INDEXES, account.tableIndexes().size());
        assertSame(first, index("token", "PRJ1", "customers", "field 1"));
        assertNotSame(second, index("token", "PRJ1", "customers", "field 2"));
    }
}
