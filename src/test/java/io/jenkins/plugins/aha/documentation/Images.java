package io.jenkins.plugins.aha.documentation;

import io.jenkins.plugins.aha.documentation.Looks.Look;
import java.nio.file.Path;

/**
 * Where pictures go: {@code make images} keeps the wide ones for the documentation, the build sees the others alone.
 */
final class Images {
    private static final String KEPT = "aha.images";

    /** Whether the pictures are for the documentation. */
    static final boolean ARE_KEPT = System.getProperty(KEPT) != null;

    private static final Path SEEN_BY_THE_BUILD = Path.of("target/images");

    private Images() {}

    /**
     * Returns the file for a picture.
     *
     * @param name what the picture shows
     */
    static Path file(String name, Look look) {
        boolean shown = ARE_KEPT && look.width() == Look.USUAL.width();
        String theme = look.theme().equals("dark") ? "-dark" : "";
        String width = look.width() == Look.USUAL.width() ? "" : "-" + look.width();
        return (shown ? Path.of(System.getProperty(KEPT)) : SEEN_BY_THE_BUILD).resolve(name + theme + width + ".png");
    }
}
