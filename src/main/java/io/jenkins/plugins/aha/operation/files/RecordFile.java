package io.jenkins.plugins.aha.operation.files;

import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.operation.input.Parameters;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A file of records that is written one record after the other. Not thread-safe. */
@Restricted(NoExternalUse.class)
public interface RecordFile extends AutoCloseable {
    /** The forms that a file can have, by the end of its name. */
    @Restricted(NoExternalUse.class)
    public enum Format {
        /** One array of record objects, as the step would return them. */
        JSON,
        /** One record object on each line. */
        JSONL,
        /** A table with a header (RFC 4180), for spreadsheets. */
        CSV;

        /** Returns the format that a file name asks for. */
        public static Format of(Parameters parameters, String name, String path) {
            String lower = path.toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (lower.endsWith(format.ending())) {
                    return format;
                }
            }
            throw parameters.refuse("takes a file name that ends in "
                    + Arrays.stream(values()).map(Format::ending).collect(Collectors.joining(", "))
                    + " for '" + name + "', not '" + path + "'");
        }

        private String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Begins a file.
     *
     * @param out closed with the file
     * @param fields the keys of the fields that the records have; none when that is not known
     */
    static RecordFile open(Format format, OutputStream out, List<String> fields) throws IOException {
        return switch (format) {
            case JSON -> new JsonRecordFile(out, true);
            case JSONL -> new JsonRecordFile(out, false);
            case CSV -> fields.isEmpty() ? new SpooledCsvFile(out) : new CsvRecordFile(out, fields, List.of());
        };
    }

    /** Appends a record. */
    void add(CustomTableRecord record) throws IOException;

    /** Completes the file. */
    void finish() throws IOException;

    /** Ends the work on the file; without {@link #finish} what was written is of no use. */
    @Override
    void close() throws IOException;
}
