package io.jenkins.plugins.aha.operation.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A journal in a file, one JSON array of key and value a line. A last line that a crash cut off does not count. */
@Restricted(NoExternalUse.class)
public final class JournalFile implements Journal {
    /** Escapes also keep halves of surrogate pairs, which UTF-8 has no form for: a key that changes is not found. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Path file;
    private final Map<String, String> notes = new HashMap<>();

    /**
     * Opens a journal, with what an earlier life wrote.
     *
     * @param file need not exist, nor its folder, which is made when the first note is written. Where the folder around
     *     that is gone, a note fails: whoever moved or deleted a build must not find a part of it there again
     */
    public JournalFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        if (Files.exists(file)) {
            for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n")) {
                readLine(line);
            }
        }
    }

    private void readLine(String line) {
        try {
            List<?> pair = JSON.readValue(line, List.class);
            // What a disk made of it may be any JSON, also null.
            if (pair != null && pair.size() == 2) {
                notes.put(String.valueOf(pair.get(0)), String.valueOf(pair.get(1)));
            }
        } catch (JsonProcessingException cutOff) {
            // The crash came while this line was written, so what it would have announced was not begun.
        }
    }

    @Override
    public synchronized Optional<String> read(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    @Override
    public synchronized void write(String key, String value) throws IOException {
        makeFolder();
        // A line break first: it ends a line that a crash cut off.
        byte[] line = ("\n" + JSON.writeValueAsString(List.of(key, value)) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        notes.put(key, value);
    }

    private void makeFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                // Another operation of the same build may have been quicker.
                if (!Files.isDirectory(folder)) {
                    throw e;
                }
            }
        }
    }

    /** Removes the file: the operation has ended and has no further life. */
    public synchronized void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
