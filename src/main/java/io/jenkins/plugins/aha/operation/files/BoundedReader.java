package io.jenkins.plugins.aha.operation.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 text, without the byte order mark that Excel writes. One row of a file can be only so long: a quote that
 * is never closed would take the rest of the file into memory. Not thread-safe.
 */
final class BoundedReader extends Reader {
    /** More than Aha! takes in one request. */
    static final int LONGEST_ROW = 16 * 1024 * 1024;

    private static final int BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private long rest;

    BoundedReader(InputStream bytes) throws IOException {
        in = new BufferedReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
        beginRow();
    }

    /** Lets the next row be read. */
    void beginRow() {
        rest = LONGEST_ROW;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        int read = in.read(buffer, from, length);
        count(Math.max(0, read));
        return read;
    }

    private void count(int read) throws RecordFileException {
        rest -= read;
        if (rest < 0) {
            throw new RecordFileException("is longer than 16 million characters; is a quotation mark missing?");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
