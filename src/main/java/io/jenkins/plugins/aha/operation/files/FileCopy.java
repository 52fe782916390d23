package io.jenkins.plugins.aha.operation.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A copy of a file of the workspace in a temporary file of this machine: what is checked is what is written, however
 * the workspace changes meanwhile. Not thread-safe.
 *
 * @param file the copy, deleted by {@link #close}
 * @param digest of this content
 */
@Restricted(NoExternalUse.class)
public record FileCopy(Path file, String digest) implements AutoCloseable {
    /** A million rows of ordinary records. */
    public static final long LARGEST = 1024L * 1024 * 1024;

    /**
     * Copies a file.
     *
     * @param in its content; closed
     * @param path its name in messages
     * @param most how many bytes it may have
     * @throws RecordFileException when it is larger
     */
    public static FileCopy of(InputStream in, String path, long most) throws IOException {
        Path copy = Files.createTempFile("aha-load", ".part");
        try (in;
                DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(copy), sha256())) {
            copy(in, out, path, most);
            return new FileCopy(
                    copy, HexFormat.of().formatHex(out.getMessageDigest().digest()));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static void copy(InputStream in, OutputStream out, String path, long most) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long copied = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            copied += read;
            if (copied > most) {
                throw new RecordFileException("Could not load " + path + ": it is larger than " + most / 1024 / 1024
                        + " MB. Split the file.");
            }
            out.write(buffer, 0, read);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Returns the first line that is not UTF-8; the last one when all are. */
    public long lineOfFirstError() throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(8 * 1024);
        ByteBuffer bytes = ByteBuffer.allocate(8 * 1024);
        long line = 1;
        try (InputStream in = open()) {
            for (int read = 0; read >= 0; bytes.compact(), text.clear()) {
                read = in.read(bytes.array(), bytes.position(), bytes.remaining());
                bytes.position(bytes.position() + Math.max(0, read)).flip();
                CoderResult result = decoder.decode(bytes, text, read < 0);
                line += text.flip().chars().filter(c -> c == '\n').count();
                if (result.isError()) {
                    break;
                }
            }
        }
        return line;
    }

    /** Returns the content; closed by the caller. */
    public InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
