package io.jenkins.plugins.aha.freestyle;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;

/** Puts environment variables and, where the token-macro plugin is installed, tokens into the texts of a build step. */
final class Expansion {
    private final Run<?, ?> run;
    private final EnvVars environment;
    private final FilePath workspace;
    private final TaskListener listener;

    Expansion(Run<?, ?> run, EnvVars environment, FilePath workspace, TaskListener listener) {
        this.run = run;
        this.environment = environment;
        this.workspace = workspace;
        this.listener = listener;
    }

    /** The text with its variables replaced; null stays null. An unknown variable stays as it is written. */
    String text(String text) throws IOException, InterruptedException {
        if (text == null || text.indexOf('$') < 0) {
            return text;
        }
        return Jenkins.get().getPlugin("token-macro") == null
                ? environment.expand(text)
                : Tokens.expand(run, environment, workspace, listener, text);
    }

    /** The build that the texts are for. */
    Run<?, ?> run() {
        return run;
    }

    /** Where the build's log is written. */
    TaskListener listener() {
        return listener;
    }

    /** The parts of a text that are parted by commas, blanks or line ends; null where there are none. */
    List<String> parts(String text) throws IOException, InterruptedException {
        List<String> parts = new ArrayList<>();
        String expanded = text(text);
        for (String part : expanded == null ? new String[0] : expanded.split("[,\\s]+")) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts.isEmpty() ? null : parts;
    }

    /** The map that rows mean; null where there are none. */
    Map<String, Object> map(List<FieldRow> rows) throws IOException, InterruptedException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (FieldRow row : rows) {
            if (!row.getName().isEmpty()) {
                map.put(text(row.getName()), text(row.getValue()));
            }
        }
        return map.isEmpty() ? null : map;
    }
}
