package io.jenkins.plugins.aha.operation.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("build").resolve("1.jsonl");
    }

    @Test
    void secondLifeReadsWhatTheFirstWroteLast() throws Exception {
        JournalFile first = new JournalFile(file);
        assertEquals(Optional.empty(), first.read("key"));
        assertFalse(Files.exists(file.getParent()));
        first.write("key", "one");
        first.write("key", "two\n\"quoted\" ünï");
        first.write("other\nkey", "");
        assertEquals(Optional.of("two\n\"quoted\" ünï"), first.read("key"));
        JournalFile second = new JournalFile(file);
        assertEquals(Optional.of("two\n\"quoted\" ünï"), second.read("key"));
        assertEquals(Optional.of(""), second.read("other\nkey"));
        assertEquals(Optional.empty(), second.read("other"));
    }

    @Test
    void lineThatACrashCutOffAtAnyByteDoesNotCountAndHarmsNoOther() throws Exception {
        JournalFile first = new JournalFile(file);
        first.write("before", "1");
        int whole = (int) Files.size(file);
        first.write("köy", "välue");
        byte[] content = Files.readAllBytes(file);
        for (int length = whole; length < content.length - 2; length++) {
            Files.write(file, Arrays.copyOf(content, length));
            JournalFile second = new JournalFile(file);
            assertEquals(Optional.of("1"), second.read("before"));
            assertEquals(Optional.empty(), second.read("köy"), "cut after " + length + " bytes");
            second.write("after", "3");
            JournalFile third = new JournalFile(file);
            assertEquals(Optional.of("1"), third.read("before"));
            assertEquals(Optional.of("3"), third.read("after"), "cut after " + length + " bytes");
        }
    }

    @Test
    void rubbishInTheFileIsPassedOver() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "\u0000\u0000\n5\nnull\n{}\n[\"a\"]\n[\"a\",\"b\",\"c\"]\n[\"key\",\"value\"]\n");
        JournalFile journal = new JournalFile(file);
        assertEquals(Optional.of("value"), journal.read("key"));
        assertEquals(Optional.empty(), journal.read("a"));
    }

    @Test
    void halvesOfSurrogatePairsAreFoundAgain() throws Exception {
        new JournalFile(file).write("key \ud800", "value \udc00");
        assertEquals(Optional.of("value \udc00"), new JournalFile(file).read("key \ud800"));
    }

    @Test
    void manyThreadsMayWrite() throws Exception {
        JournalFile journal = new JournalFile(file);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            String name = "thread " + number;
            Thread thread = new Thread(() -> {
                try {
                    for (int note = 0; note < 20; note++) {
                        journal.write(name + " note " + note, "x".repeat(300));
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        JournalFile second = new JournalFile(file);
        for (int number = 0; number < 160; number++) {
            String key = "thread " + number / 20 + " note " + number % 20;
            assertEquals(Optional.of("x".repeat(300)), second.read(key), key);
        }
    }

    @Test
    void operationsOfOneBuildThatBeginTogetherMakeOneFolder() throws Exception {
        int together = 8;
        for (int build = 0; build < 50; build++) {
            Path journals = folder.resolve("build " + build);
            CyclicBarrier start = new CyclicBarrier(together);
            ExecutorService threads = Executors.newFixedThreadPool(together);
            List<Future<?>> written = new ArrayList<>();
            for (int number = 0; number < together; number++) {
                JournalFile journal = new JournalFile(journals.resolve(number + ".jsonl"));
                written.add(threads.submit(() -> {
                    start.await();
                    journal.write("key", "value");
                    return null;
                }));
            }
            for (Future<?> one : written) {
                one.get();
            }
            threads.shutdown();
        }
    }

    @Test
    void noteThatCannotBeWrittenIsNotRead() throws Exception {
        Files.writeString(folder.resolve("build"), "a file where the folder should be");
        JournalFile journal = new JournalFile(file);
        assertThrows(IOException.class, () -> journal.write("key", "value"));
        assertEquals(Optional.empty(), journal.read("key"));
    }

    @Test
    void folderOfABuildThatWasDeletedIsNotMadeAgain() throws Exception {
        Path build = folder.resolve("build");
        Files.createDirectory(build);
        JournalFile journal = new JournalFile(build.resolve("journals").resolve("1.jsonl"));
        journal.write("key", "one");
        Files.move(build, folder.resolve("moved"));
        assertThrows(IOException.class, () -> journal.write("key", "two"));
        assertFalse(Files.exists(build));
        assertEquals(Optional.of("one"), journal.read("key"));
    }

    @Test
    void fileNameAloneIsInTheCurrentFolder() throws Exception {
        JournalFile journal = new JournalFile(Path.of("journal-file-test.jsonl"));
        try {
            journal.write("key", "value");
            assertTrue(Files.exists(Path.of("journal-file-test.jsonl")));
        } finally {
            Files.deleteIfExists(Path.of("journal-file-test.jsonl"));
        }
    }
}
