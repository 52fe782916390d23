package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.RecordJson;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Executor;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** All records of a table. Not thread-safe. */
@Restricted(NoExternalUse.class)
public final class RecordPages extends ListPages<CustomTableRecord> {
    /** Reads the largest pages, none of them ahead. */
    public RecordPages(AhaClient client, String product, String table, Instant updatedSince) {
        this(client, product, table, updatedSince, AhaClient.LARGEST_PAGE, Runnable::run, 0);
    }

    /**
     * @param updatedSince only records changed after this; null for all. Aha!'s documents do not say whether the count
     *     of such a list is its own or the table's, so only for all is it an error to miss it
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
                request(product, table, updatedSince),
                RecordJson::readPage,
                CustomTableRecord::id,
                updatedSince == null,
                perPage,
                readers,
                ahead);
    }

    /** Returns the request for the records of a table, on no page yet. */
    static Request request(String product, String table, Instant updatedSince) {
        Request request =
                ofTable(Method.GET, "list the records of table " + table + " of product " + product, product, table);
        if (updatedSince == null) {
            return request;
        }
        Instant precise = updatedSince.truncatedTo(ChronoUnit.MILLIS);
        return request.with("updated_since", precise.toString());
    }

    /** Returns a request that concerns the records of a table. */
    public static Request ofTable(Method method, String purpose, String product, String table) {
        return Request.of(method, purpose, "products", product, "custom_objects", table, "records");
    }
}
