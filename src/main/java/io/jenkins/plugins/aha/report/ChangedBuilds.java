package io.jenkins.plugins.aha.report;

import hudson.model.Job;
import hudson.model.Run;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/**
 * The builds of a job that changed something in Aha!, by their numbers in a file beside the job's configuration: to
 * load a build only to learn that it changed nothing is slow. Thread-safe.
 */
final class ChangedBuilds {
    private static final int MOST = 100;
    private static final Logger LOGGER = Logger.getLogger(ChangedBuilds.class.getName());
    private static final ReentrantLock WRITING = new ReentrantLock();

    private ChangedBuilds() {}

    /** Adds a build. */
    static void add(Run<?, ?> build) throws IOException {
        WRITING.lock();
        try {
            Path file = file(build.getParent());
            TreeSet<Integer> numbers = new TreeSet<>(numbers(file));
            if (numbers.add(build.getNumber())) {
                List<String> newest = numbers.descendingSet().stream()
                        .limit(MOST)
                        .map(String::valueOf)
                        .toList();
                Path part = file.resolveSibling(file.getFileName() + ".part");
                Files.write(part, newest);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            WRITING.unlock();
        }
    }

    /** Returns whether there is one that was not deleted; no build is loaded. */
    static boolean exist(Job<?, ?> job) {
        return newest(job).findAny().isPresent();
    }

    /**
     * Returns the builds with their changes, the newest first; each is loaded only when it is taken from the stream.
     */
    static Stream<ChangesAction> of(Job<?, ?> job) {
        return newest(job)
                .<Run<?, ?>>map(job::getBuildByNumber)
                .filter(Objects::nonNull)
                .map(build -> build.getAction(ChangesAction.class))
                .filter(Objects::nonNull);
    }

    private static Stream<Integer> newest(Job<?, ?> job) {
        File builds = Jenkins.get().getBuildDirFor(job);
        try {
            return numbers(file(job)).stream()
                    .sorted(Collections.reverseOrder())
                    .filter(number -> new File(builds, number.toString()).isDirectory());
        } catch (IOException e) {
            // The job's own page must not fail for this.
            LOGGER.log(Level.WARNING, e, () -> "Aha!: which builds of " + job + " changed something cannot be read");
            return Stream.empty();
        }
    }

    private static Path file(Job<?, ?> job) {
        return job.getRootDir().toPath().resolve("aha-changed-builds.txt");
    }

    /** A line that is no number is skipped. */
    private static List<Integer> numbers(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .toList();
    }
}
