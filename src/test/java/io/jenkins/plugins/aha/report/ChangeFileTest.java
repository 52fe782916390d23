package io.jenkins.plugins.aha.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The file of a build's changes, without Jenkins. */
class ChangeFileTest {
    @TempDir
    private Path folder;

    private Path path;
    private ChangeFile file;

    @BeforeEach
    void start() {
        path = folder.resolve("changes.jsonl");
        file = new ChangeFile(path);
    }

    private static ChangeRow row(String id) {
        Subject record = new Subject("record", "customers", "PRJ1", id, "Acme Corp", "");
        return new ChangeRow(new Change(Instant.EPOCH, "create", record, "created"), "step", "", "");
    }

    private List<String> ids() throws Exception {
        return file.read().rows().stream().map(ChangeRow::getId).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "3",
                "{}",
                "[]",
                "{\"operation\":null}",
                "{\"operation\":[]}",
                "{\"time\":\"yesterday\",\"operation\":\"create\"}",
                "{\"time\":{},\"operation\":\"create\"}",
                "{\"time\":\"2026-01-01T00:00:00Z\",\"operation\":\"cre",
                "\u0000\u0000\u0000"
            })
    void aBrokenLineCostsNothingButItself(String line) throws Exception {
        file.append(row("before"));
        Files.writeString(path, line + "\n", StandardOpenOption.APPEND);
        file.append(row("after"));
        assertEquals(List.of("before", "after"), ids());
        assertEquals(Map.of("create", 2), file.read().counts());
        assertEquals(2, file.read().total());
    }

    @Test
    void aRowIsOneObjectWithNamesAndWithoutWhatIsEmpty() throws Exception {
        file.append(row("7"));
        String line = "{\"time\":\"1970-01-01T00:00:00Z\",\"operation\":\"create\",\"kind\":\"record\","
                + "\"table\":\"customers\",\"product\":\"PRJ1\",\"id\":\"7\",\"name\":\"Acme Corp\","
                + "\"outcome\":\"created\",\"step\":\"step\"}";
        assertEquals(List.of(line), Files.readAllLines(path));
        ChangeRow read = file.read().rows().get(0);
        assertEquals("Acme Corp", read.getName());
        assertEquals("", read.getNode());
        Files.writeString(path, line.replace("\"step\":", "\"later\":1,\"node\":null,\"step\":"));
        assertEquals("step", file.read().rows().get(0).getStep());
    }

    @Test
    void aRowThatIsNotKeptIsCounted() throws Exception {
        for (int i = 0; i <= ChangeFile.MOST_ROWS; i++) {
            file.append(row("7"));
        }
        assertEquals(ChangeFile.MOST_ROWS, file.read().rows().size());
        assertEquals(ChangeFile.MOST_ROWS + 1, file.read().total());
        assertEquals("{\"operation\":\"create\"}", Files.readAllLines(path).get(ChangeFile.MOST_ROWS));
    }

    @Test
    void itIsReadAgainOnlyWhenItHasChanged() throws Exception {
        assertEquals(List.of(), ids());
        file.append(row("1"));
        ChangeFile.Content first = file.read();
        assertSame(first, file.read());
        file.append(row("2"));
        assertNotSame(first, file.read());
        assertEquals(List.of("1", "2"), ids());
        Files.delete(path);
        assertEquals(List.of(), ids());
    }

    @Test
    void aReaderDoesNotWaitForAWriter() throws Exception {
        file.append(row("1"));
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Callable<List<String>> read = this::ids;
            file.writing.lock();
            try {
                assertEquals(List.of("1"), reader.submit(read).get(30, TimeUnit.SECONDS));
            } finally {
                file.writing.unlock();
            }
        } finally {
            reader.shutdownNow();
        }
    }
}
