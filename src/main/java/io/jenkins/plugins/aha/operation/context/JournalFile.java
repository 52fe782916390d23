package io.jenkins.plugins.aha.operation.context;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

/**
 * A journal in a file: one JSON array of key and value a line, or an object with all notes, which replaces those before
 * it. A last line that a crash cut off does not count. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class JournalFile implements Journal {
    /** Escapes also keep halves of surrogate pairs, which UTF-8 has no form for: a key that changes is not found. */
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String ALL = "notes";

    private final Path file;
    private final Map<String, String> notes = new HashMap<>();

    /**
     * Opens a journal, with what was written before a restart.
     *
     * @param file need not exist, nor its folder, which is made when the first note is written. Where the folder around
     *     that is gone, a note fails: a build that was moved or deleted must not come back in part
     */
    public JournalFile(Path file) throws IOException {
        this.file = file.toAbsolutePath();
        if (Files.exists(file)) {
            // Bytes that a crash left behind need not be UTF-8.
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    readLine(line);
                }
            }
        }
    }

    private void readLine(String line) {
        try {
            Object note = JSON.readValue(line, Object.class);
            if (note instanceof Map<?, ?> object && object.get(ALL) instanceof Map<?, ?> all) {
                notes.clear();
                all.forEach((key, value) -> notes.put(String.valueOf(key), String.valueOf(value)));
            }
            // What a disk made of it may be any JSON, also null.
            if (note instanceof List<?> pair && pair.size() == 2) {
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
        append(List.of(key, value));
        notes.put(key, value);
    }

    @Override
    public synchronized void replaceAll(Map<String, String> others) throws IOException {
        append(Map.of(ALL, others));
        notes.clear();
        notes.putAll(others);
    }

    private void append(Object note) throws IOException {
        makeFolder();
        // A line break first: it ends a line that a crash cut off.
        byte[] line = ("\n" + JSON.writeValueAsString(note) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
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
}
