package io.jenkins.plugins.aha.tryout.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the caller gives a run besides the pipeline, in variables that hold a text or name a file: {@code PARAMS},
 * {@code OUTPUT}, {@code CHANGES}. Immutable.
 */
public final class Given {
    private static final String NEXT_NAME = "\\R|[\\s,;]+(?=[A-Za-z_]\\w*=)";

    /** The result of a step; null says that none was given. */
    public record Output(String text) {}

    private final Map<String, String> environment;
    private final Path folder;

    /**
     * @param folder where relative file names begin
     */
    public Given(Map<String, String> environment, Path folder) {
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** Returns build parameters by name, also from variables that begin with {@code PARAM_}. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("PARAM_")) {
                parameters.put(name.substring("PARAM_".length()), value);
            }
        });
        for (String pair : text("PARAMS").split(NEXT_NAME)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals).strip(), pair.substring(equals + 1).stripTrailing());
            } else if (!pair.isBlank() && !pair.startsWith("#")) {
                throw new IllegalArgumentException("PARAMS has '" + pair.strip() + "', which is not NAME=value, and"
                        + " there is no file of that name in " + folder + ".");
            }
        }
        return parameters;
    }

    /**
     * Returns the result of a command or step, given as {@code part of the command=result} in a line of {@code OUTPUT}.
     *
     * @param call the step and its command; of several parts that it contains the longest counts
     * @return null if none was given
     */
    public Output output(String call) {
        String best = "";
        Output found = null;
        for (String line : text("OUTPUT").split("\\R")) {
            for (int at = line.indexOf('='); at > 0; at = line.indexOf('=', at + 1)) {
                String part = line.substring(0, at).strip();
                if (!part.isEmpty() && call.contains(part) && part.length() > best.length()) {
                    best = part;
                    found = new Output(line.substring(at + 1).strip().replace("\\n", "\n"));
                }
            }
        }
        return found;
    }

    /** Commit messages, the oldest first; a blank line separates two. */
    public List<String> changes() {
        String text = text("CHANGES").strip();
        return text.isEmpty() ? List.of() : List.of(text.split(text.contains("\n\n") ? "\\n\\s*\\n" : "\\R"));
    }

    private String text(String variable) {
        String value = environment.getOrDefault(variable, "");
        try {
            Path file = value.isBlank() || value.contains("\n") ? null : folder.resolve(value.strip());
            return file != null && Files.isRegularFile(file) ? Files.readString(file) : value;
        } catch (java.nio.file.InvalidPathException e) {
            return value;
        } catch (IOException e) {
            throw new IllegalArgumentException("Could not read the file '" + value + "' of " + variable + ": "
                    + e.getMessage());
        }
    }
}
