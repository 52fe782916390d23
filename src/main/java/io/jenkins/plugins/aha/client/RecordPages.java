package io.jenkins.plugins.aha.client;

import java.time.Instant;
import java.util.concurrent.Executor;

/** All records of a table. Not thread-safe. */
public final class RecordPages extends ListPages<CustomTableRecord> {
    /**
     * @param updatedSince only records changed after this; null for all
     * @param perPage 1 to 200
     * @param readers may run readings ahead, now or later or never
     * @param ahead how many pages to read ahead at most
     */
    public RecordPages(
            AhaClient client,
            String product,
            String table,
            Instant updatedSince,
            int perPage,
            Executor readers,
            int ahead) {
        super(
                client,
                AhaClient.records(product, table, updatedSince),
                RecordJson::readPage,
                CustomTableRecord::id,
                perPage,
                readers,
                ahead);
    }
}
