package io.jenkins.plugins.aha.documentation;

import java.nio.file.Path;

/** Where pictures go: {@code make images} keeps them for the documentation, else only the build sees them. */
final class Images {
    private static final String KEPT = "aha.images";

    /** Whether the pictures are for the documentation. */
    static final boolean ARE_KEPT = System.getProperty(KEPT) != null;

    private static final Path FOLDER = Path.of(System.getProperty(KEPT, "target/images"));

    private Images() {}

    static Path file(String name) {
        return FOLDER.resolve(name);
    }
}
