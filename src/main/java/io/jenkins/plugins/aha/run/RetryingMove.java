package io.jenkins.plugins.aha.run;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;

/** Moves a file onto another, which Windows refuses as long as a program has that one open. Thread-safe. */
final class RetryingMove {
    private static final int TRIES = 11;
    private static final long PAUSE_MILLIS = 200;

    private RetryingMove() {}

    /** The move itself. */
    interface Move {
        void run() throws IOException;
    }

    /** What waits between two tries. */
    interface Pause {
        void sleep(long millis) throws InterruptedException;
    }

    /**
     * Moves the file, and tries again for two seconds when it is refused.
     *
     * @throws IOException when it is still refused then, or fails otherwise
     */
    static void run(Move move, Pause pause) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                move.run();
                return;
            } catch (FileSystemException e) {
                if (tries == TRIES || !mayPass(e)) {
                    throw e;
                }
            }
            pause.sleep(PAUSE_MILLIS);
        }
    }

    /** Windows has no type of its own for a file that is in use. */
    private static boolean mayPass(FileSystemException e) {
        return e instanceof AccessDeniedException || e.getClass() == FileSystemException.class;
    }
}
