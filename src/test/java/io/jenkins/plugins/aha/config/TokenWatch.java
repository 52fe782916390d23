package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.AhaJenkins;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Looks for the token in all logs of this process while it is open, in the names of threads, and in all files of a
 * folder.
 */
final class TokenWatch extends Handler implements AutoCloseable {
    private final List<String> found = new CopyOnWriteArrayList<>();
    private final AtomicLong seen = new AtomicLong();
    private final Map<Logger, Level> levelsBefore = new LinkedHashMap<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);

    TokenWatch() {
        setLevel(Level.ALL);
        raise("", Level.FINE);
        raise("io.jenkins.plugins.aha", Level.ALL);
        raise("okhttp3", Level.ALL);
        raise("com.cloudbees.plugins.credentials", Level.ALL);
        Logger.getLogger("").addHandler(this);
    }

    private void raise(String name, Level level) {
        Logger logger = Logger.getLogger(name);
        levelsBefore.put(logger, logger.getLevel());
        logger.setLevel(level);
    }

    @Override
    public void publish(LogRecord entry) {
        // To write an entry out may log something itself.
        if (busy.get()) {
            return;
        }
        busy.set(true);
        try {
            seen.incrementAndGet();
            String line = formatter.format(entry);
            if (line.contains(AhaJenkins.TOKEN)) {
                found.add(line);
            }
        } finally {
            busy.set(false);
        }
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
        levelsBefore.forEach(Logger::setLevel);
    }

    void assertFoundNowhere(Path folder) throws IOException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            assertTrue(!thread.getName().contains(AhaJenkins.TOKEN), "in the name of a thread");
        }
        assertEquals(List.of(), filesWithToken(folder));
        assertEquals(List.of(), found);
        assertTrue(seen.get() > 0, "no log is seen");
    }

    /** What was found in logs so far. */
    List<String> foundInLogs() {
        return found;
    }

    /** Of all files below a folder; Jenkins may write there, so what is gone when its turn comes holds nothing. */
    static List<Path> filesWithToken(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (Files.isRegularFile(file) && holdsToken(file)) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException && !file.equals(folder)) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return files;
    }

    private static boolean holdsToken(Path file) throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(AhaJenkins.TOKEN);
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
