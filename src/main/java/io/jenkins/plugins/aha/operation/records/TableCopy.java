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
 * A copy of a table in a temporary file of this machine, as one reading gave it. What this controller writes to the
 * table meanwhile is in the copy at once; what others write is not. Only numbers are in memory. Thread-safe.
 */
final class TableCopy implements TableIndex.Search, RecentWrites.Watch, AutoCloseable {
    /** Begins the place where the states of one record stand; no other place begins so. */
    private static final String ID = "id ";

    private final String product;
    private final String table;
    private final IndexTerms places;
    private final Path path;
    private final RandomAccessFile file;
    /** The position of each record in the file, by its places; null where there is no room for all. */
    private DigestIndex positions = new DigestIndex();
    /** Key fields in which a record shows a text. */
    private final Set<String> readable = new HashSet<>();
    /** Records written from here while the table was read, whose pages may be older. */
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

    /** Returns whether there was room for every record. */
    synchronized boolean isWhole() {
        return positions != null && failure == null;
    }

    /** Returns whether it has every record, and every write of this controller. */
    synchronized boolean isCurrent() {
        return isWhole() && !inDoubt;
    }

    /** Ends the reading. */
    synchronized void end() throws IOException {
        reading = false;
        written.clear();
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Gives a search the records that stand where it looks; all, where that may not be enough.
     *
     * @return false where it is no longer {@linkplain #isCurrent current}; the search was given nothing then
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

    /** A copy looks for nothing. */
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

    /** How a record takes its place in {@link #positions}; false where there is no room. */
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
            // Where no record has shown the product's id, this may be its other name.
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
    public synchronized void createLost(String itsTable) {
        inDoubt |= itsTable.equals(table);
    }

    @Override
    public synchronized void updateLost(String id) {
        // While the table is read, the record's page may come later, and be older.
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
