package io.jenkins.plugins.aha.operation.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A file of rows, each the fields of one record, that is read one row after the other. Not thread-safe. */
@Restricted(NoExternalUse.class)
public interface RowFile extends AutoCloseable {
    /**
     * One row.
     *
     * @param line where it begins in the file, counted from 1
     * @param fields field key → value
     */
    @Restricted(NoExternalUse.class)
    record Row(long line, Map<String, Object> fields) {}

    /**
     * Begins to read a file.
     *
     * @param in closed with the file
     * @param emptyClears whether an empty cell stands for an empty value, not for none
     * @throws RecordFileException for a header that cannot be used
     */
    static RowFile open(RecordFile.Format format, InputStream in, boolean emptyClears) throws IOException {
        return switch (format) {
            case JSON -> new JsonRowFile(new BoundedReader(in), true);
            case JSONL -> new JsonRowFile(new BoundedReader(in), false);
            case CSV -> new CsvRowFile(new BoundedReader(in), emptyClears);
        };
    }

    /**
     * Reads the next row.
     *
     * @return null at the end
     * @throws RecordFileException for a row that cannot be read; the message is a clause without the line, see {@link
     *     #line}
     */
    Row next() throws IOException;

    /** Returns the line at which the row begins that was read last, or could not be. */
    long line();

    /** Returns the columns of the file that are no fields, and are left out. */
    default Set<String> leftOut() {
        return Set.of();
    }

    @Override
    void close() throws IOException;
}
