package io.jenkins.plugins.aha.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples in a page of documentation. */
final class Fences {
    private static final Pattern FENCE = Pattern.compile("(?ms)^```([^`\\r\\n]+)\\R(.*?)^```\\s*$");

    private Fences() {}

    /**
     * @param mark its language, and what else says how it is run
     * @param line where the example begins
     */
    record Fence(String mark, int line, String text) {}

    /** Returns the examples with a mark, in their order. */
    static List<Fence> of(Path page, String mark) {
        return of(page).stream().filter(fence -> fence.mark().equals(mark)).toList();
    }

    /** Returns all examples that are marked; samples of results and commands are not. */
    static List<Fence> of(Path page) {
        String text = read(page);
        List<Fence> found = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            int line = (int) text.substring(0, fence.start()).lines().count() + 1;
            found.add(new Fence(fence.group(1), line, fence.group(2)));
        }
        return found;
    }

    /** Returns the text of a page. */
    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
