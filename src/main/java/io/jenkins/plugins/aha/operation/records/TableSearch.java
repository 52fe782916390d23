package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.DigestIndex;
import io.jenkins.plugins.aha.client.IndexTerms;
import io.jenkins.plugins.aha.client.TableIndex;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.context.Batch;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Searches a table by some of its fields, and reads no more of it than is needed. Not thread-safe, but for what it
 * remembers of the records that were found.
 */
@Restricted(NoExternalUse.class)
public final class TableSearch implements AutoCloseable {
    /** How long what people and other controllers write to the table may go unnoticed. */
    private static final Duration LONGEST_COPY = Duration.ofMinutes(15);

    private final OperationContext context;
    private final AhaClient client;
    private final String product;
    private final String table;
    private final TableIndex index;
    /** Ids of the records that the operation created; numbers take less memory than texts. */
    private final DigestIndex created = new DigestIndex();

    private TableCopy copy;
    private long copiedAt;

    /** @param fields the API keys of the fields */
    public TableSearch(OperationContext context, String product, String table, Collection<String> fields)
            throws IOException, InterruptedException {
        this.context = context;
        this.client = context.client();
        this.product = product;
        this.table = table;
        this.index = client.account().tableIndexes().of(client, product, table, fields);
    }

    /** Returns where records stand by these fields. */
    public IndexTerms places() {
        return index.places();
    }

    /**
     * Copies the table to a temporary file, so that the searches that follow need not read it. The copy is renewed after
     * a quarter of an hour and deleted by {@link #close}. A table with too many records is not copied.
     */
    public void copy() throws IOException, InterruptedException {
        close();
        copy = new TableCopy(product, table, places());
        copiedAt = client.account().time().nanos();
        client.account().recentWrites().addListener(copy);
        scan(copy);
        copy.end();
        if (!copy.isWhole()) {
            close();
        }
    }

    /** Returns whether there is a copy of the table. */
    public boolean isCopied() {
        return copy != null;
    }

    /**
     * Gives a search every record that it looks for, perhaps with others.
     *
     * @return whether it was given all records of the table
     */
    public boolean run(TableIndex.Search search) throws IOException, InterruptedException {
        if (isCopied() && isOutdated()) {
            copy();
        }
        if (isCopied() && copy.search(search)) {
            return false;
        }
        context.progress().begin(Progress.Part.READING, 0);
        Optional<List<String>> ids = index.find(client, context.workers(), search, context.progress()::advance);
        if (ids.isPresent() && isRead(ids.get(), search) && search.isClear()) {
            return false;
        }
        if (ids.isPresent()) {
            search.startOver();
            scan(search);
        }
        return true;
    }

    /** Remembers that the operation created a record, which a later search may find. */
    void addCreated(String id) {
        synchronized (created) {
            created.add(id, Set.of());
        }
    }

    /** Returns whether the operation created a record. */
    boolean isCreated(String id) {
        synchronized (created) {
            return created.contains(id);
        }
    }

    /** Removes a record from the copy that Aha! no longer has. */
    void remove(String id) {
        if (isCopied()) {
            copy.deleted(id);
        }
    }

    private boolean isOutdated() {
        return !copy.isCurrent() || client.account().time().nanos() - copiedAt > LONGEST_COPY.toNanos();
    }

    private void scan(TableIndex.Search search) throws IOException, InterruptedException {
        context.progress().begin(Progress.Part.READING, 0);
        index.scan(client, context.workers(), search, context.progress()::advance);
    }

    private boolean isRead(List<String> ids, TableIndex.Search search) throws IOException, InterruptedException {
        List<Optional<CustomTableRecord>> records = new Batch<>(
                        context,
                        ids,
                        Batch.READING,
                        (String id) -> index.read(client, id, search),
                        id -> "record " + id)
                .as(Progress.Part.READING_ONE)
                .run();
        for (Optional<CustomTableRecord> record : records) {
            if (record.isEmpty()) {
                return false;
            }
            search.found(record.get(), places().ofRecord(record.get()));
        }
        return true;
    }

    /** Deletes the copy of the table. */
    @Override
    public void close() throws IOException {
        if (copy != null) {
            client.account().recentWrites().removeListener(copy);
            copy.close();
            copy = null;
        }
    }
}
