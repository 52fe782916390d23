package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows refuses to replace a file that a program, often a virus scanner, has open for a moment. */
class RetryingMoveTest {
    private final List<Long> pauses = new ArrayList<>();
    private int tries;

    private void move(IOException failure, int times) throws Exception {
        tries = 0;
        RetryingMove.run(
                () -> {
                    if (++tries <= times) {
                        throw failure;
                    }
                },
                pauses::add);
    }

    @Test
    void aFileInUseIsTriedAgain() throws Exception {
        move(new FileSystemException("a.csv", null, "used by another process"), 3);
        assertEquals(4, tries);
        assertEquals(List.of(200L, 200L, 200L), pauses);
        move(new AccessDeniedException("a.csv"), 10);
        assertEquals(11, tries);
    }

    @Test
    void afterTwoSecondsItFails() {
        IOException inUse = new AccessDeniedException("a.csv");
        assertSame(inUse, assertThrows(IOException.class, () -> move(inUse, 100)));
        assertEquals(2_000, pauses.stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void whatDoesNotPassFailsAtOnce() {
        assertThrows(NoSuchFileException.class, () -> move(new NoSuchFileException("a.csv"), 1));
        assertThrows(IOException.class, () -> move(new IOException("disk full"), 1));
        assertEquals(List.of(), pauses);
    }
}
