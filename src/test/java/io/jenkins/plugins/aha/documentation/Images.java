package io.jenkins.plugins.aha.documentation;

import java.nio.file.Path;

/** Where pictures go: {@code make images} keeps the wide ones for the documentation, the build sees the others alone. */
final class Images {
    private static final String KEPT = "aha.images";

    /** Whether the pictures are for the documentation. */
    static final boolean ARE_KEPT = System.getProperty(KEPT) != null;

    private static final Path SEEN_BY_THE_BUILD = Path.of("target/images");

    private Images() {}

    static Path file(String name) {
        boolean shown = ARE_KEPT && !name.endsWith("-400.png");
        return (shown ? Path.of(System.getProperty(KEPT)) : SEEN_BY_THE_BUILD).resolve(name);
    }
}
