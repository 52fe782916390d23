package io.jenkins.plugins.aha.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page that the figures are kept on. Only what stands between the two marks is written here. */
final class PerformancePage {
    static final String BEGIN = "<!-- Written by make bench: begin -->";
    static final String END = "<!-- Written by make bench: end -->";

    private final Path page;

    PerformancePage(Path page) {
        this.page = page;
    }

    /** @throws IOException when the page cannot be written, or has not both marks */
    void replaceFigures(String figures) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " lacks the marks between which the figures stand");
        }
        Files.writeString(
                page, text.substring(0, begin) + BEGIN + "\n\n" + figures.strip() + "\n\n" + text.substring(end));
    }
}
