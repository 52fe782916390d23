package io.jenkins.plugins.aha.operation.records;

import io.jenkins.plugins.aha.client.DigestIndex;
import io.jenkins.plugins.aha.client.IndexTerms;
import io.jenkins.plugins.aha.client.RecentWrites;
import io.jenkins.plugins.aha.client.TableIndex;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.RecordJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A copy of a table in a temporary file. It includes what this controller writes to the table later, but not what
 * others write. Keeps some 50 bytes for each record in memory. Thread-safe.
 */
final class TableCopy implements TableIndex.Search, RecentWrites.Listener, AutoCloseable {
    /** Starts the place that finds a record by its id; no other place starts with it. */
    private static final String ID = "id ";

    private final String product;
    private final String table;
    private final IndexTerms places;
    private final Path path;
    private final RandomAccessFile file;
    /** The position of each record in the file, by its places; null when there are too many records. */
    private DigestIndex positions = new DigestIndex();
    /** Key fields in which some record shows more than the id of an option. */
    private final Set<String> readable = new HashSet<>();
    /** Ids of the records that were written from here while the table was read: pages may show an older state. */
    private final Set<String> written = new HashSet<>();

    private String productId;
    private boolean hasKeys;
    private boolean reading = true;
    /** Whether a write of this controller may have been missed. */
    private boolean inDoubt;

    private IOException failure;

    TableCopy(String product, String table, IndexTerms places) throws IOException {
        this.product = product;
        this.table = table;
        this.places = places;
        this.path = Files.createTempFile("aha-load-table", ".part");
        this.file = new RandomAccessFile(path.toFile(), "rw");
    }

    /** Returns whether all records are in the copy. */
    synchronized boolean isWhole() {
        return positions != null && failure == null;
    }

    /** Returns whether all records are in the copy, and all writes of this controller. */
    synchronized boolean isCurrent() {
        return isWhole() && !inDoubt;
    }

    /**
     * Ends the reading of the table.
     *
     * @throws IOException when the file could not be written
     */
    synchronized void end() throws IOException {
        reading = false;
        written.clear();
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Gives a search the records that it may look for, or all where these may not be enough.
     *
     * @return false when the copy is no longer {@linkplain #isCurrent current}; then the search got no record
     */
    synchronized boolean search(TableIndex.Search search) throws IOException {
        if (!isCurrent()) {
            return false;
        }
        if (hasKeys && readable.containsAll(places.fields())) {
            give(positions.at(search.places()).stream().mapToLong(Long::parseLong), search);
            if (search.isClear()) {
                return true;
            }
            search.startOver();
        }
        give(positions.ids(), search);
        return true;
    }

    private void give(LongStream some, TableIndex.Search search) throws IOException {
        for (long position : (Iterable<Long>) some::iterator) {
            file.seek(position);
            byte[] bytes = new byte[file.readInt()];
            file.readFully(bytes);
            CustomTableRecord record = RecordJson.read(bytes);
            search.found(record, places.ofRecord(record));
        }
    }

    /** Returns none: the copy takes every record. */
    @Override
    public Set<String> places() {
        return Set.of();
    }

    @Override
    public synchronized void found(CustomTableRecord record, Set<String> itsPlaces) {
        productId = productId == null ? record.productId() : productId;
        if (!written.contains(record.id()) && isWhole()) {
            append(record, itsPlaces, positions::add);
        }
    }

    @Override
    public synchronized void startOver() {
        positions = new DigestIndex();
    }

    @Override
    public boolean isClear() {
        return true;
    }

    /** Adds a record to {@link #positions}; returns false when there are too many. */
    private interface Adding {
        boolean add(String position, Set<String> itsPlaces);
    }

    private void append(CustomTableRecord record, Set<String> itsPlaces, Adding adding) {
        try {
            byte[] bytes = RecordJson.write(record);
            long position = file.length();
            file.seek(position);
            file.writeInt(bytes.length);
            file.write(bytes);
            Set<String> all = new HashSet<>(itsPlaces);
            all.add(ID + record.id());
            if (!adding.add(Long.toString(position), all)) {
                positions = null;
            }
            hasKeys |= !itsPlaces.isEmpty();
            places.readable(record).forEach(readable::add);
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public synchronized void created(String itsProduct, String itsTable, CustomTableRecord record) {
        boolean here = itsProduct.equalsIgnoreCase(product)
                || itsProduct.equals(productId)
                || product.equals(record.productId());
        if (here && itsTable.equals(table)) {
            productId = productId == null ? record.productId() : productId;
            replace(record);
        } else if (itsTable.equals(table)) {
            // The caller may have named this product by its id, which no record has shown yet.
            inDoubt |= productId == null;
        }
    }

    @Override
    public synchronized void updated(CustomTableRecord record) {
        boolean knowsProduct = record.productId() != null && productId != null;
        if (knowsProduct && !record.productId().equals(productId)) {
            deleted(record.id());
        } else if (knowsProduct && table.equals(record.table()) || isHere(record.id())) {
            replace(record);
        }
    }

    @Override
    public synchronized void deleted(String id) {
        if (reading) {
            written.add(id);
        }
        if (isWhole()) {
            positions.at(Set.of(ID + id)).forEach(positions::remove);
        }
    }

    @Override
    public synchronized void createFailed(String itsTable) {
        inDoubt |= itsTable.equals(table);
    }

    @Override
    public synchronized void updateFailed(String id) {
        // While the table is read, the page with the record may be read later, but be older.
        inDoubt |= reading || isHere(id);
    }

    private boolean isHere(String id) {
        return isWhole() && !positions.at(Set.of(ID + id)).isEmpty();
    }

    private void replace(CustomTableRecord record) {
        deleted(record.id());
        if (isWhole()) {
            append(record, places.ofRecord(record), positions::put);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}
