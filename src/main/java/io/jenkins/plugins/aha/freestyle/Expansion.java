package io.jenkins.plugins.aha.freestyle;

import com.cloudbees.plugins.credentials.CredentialsParameterValue;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.ParametersAction;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.forms.FormText;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;

/**
 * Puts environment variables and, where the token-macro plugin is installed, tokens into the texts of a build step. In
 * a Pipeline, where {@code step(…)} can run a build step too, Groovy has done so already: texts stay as they are there.
 */
final class Expansion {
    private static final Pattern ONE_VARIABLE = Pattern.compile("\\$\\{(\\w+)}|\\$(\\w+)");

    private final Run<?, ?> run;
    private final EnvVars environment;
    private final FilePath workspace;
    private final TaskListener listener;
    private final boolean withTokens;

    Expansion(Run<?, ?> run, EnvVars environment, FilePath workspace, TaskListener listener) {
        this(run, environment, workspace, listener, Jenkins.get().getPlugin("token-macro") != null);
    }

    /**
     * As above, for a test.
     *
     * @param withTokens whether the token-macro plugin is installed
     */
    Expansion(Run<?, ?> run, EnvVars environment, FilePath workspace, TaskListener listener, boolean withTokens) {
        this.run = run;
        this.environment = environment;
        this.workspace = workspace;
        this.listener = listener;
        this.withTokens = withTokens;
    }

    /** Returns the text with its variables replaced; null stays null. An unknown variable stays as it is written. */
    String text(String text) throws IOException, InterruptedException {
        if (text == null || text.indexOf('$') < 0 || !(run instanceof AbstractBuild)) {
            return text;
        }
        return withTokens ? Tokens.expand(run, environment, workspace, listener, text) : environment.expand(text);
    }

    /**
     * As {@link #text}, for a parameter that restricts or chooses: when its variable is empty, the step would do more
     * than it was meant to, or elsewhere.
     *
     * @param name the parameter's name
     * @throws ParameterException when a text is given, and nothing is left of it
     */
    String textThatCounts(String name, String text) throws IOException, InterruptedException {
        String expanded = text(text);
        if (text != null && !text.isBlank() && expanded.isBlank()) {
            throw new ParameterException(Messages.Expansion_nothingLeft(name, text));
        }
        return expanded;
    }

    /**
     * Returns the id of a credential. That of a credentials parameter stays the name of the parameter: then the
     * credentials of a user who started the build count too.
     */
    String credentialsId(String text) throws IOException, InterruptedException {
        Matcher variable = ONE_VARIABLE.matcher(text == null ? "" : text);
        if (variable.matches()) {
            String name = variable.group(1) == null ? variable.group(2) : variable.group(1);
            ParametersAction parameters = run.getAction(ParametersAction.class);
            if (parameters != null && parameters.getParameter(name) instanceof CredentialsParameterValue) {
                return "${" + name + "}";
            }
        }
        return textThatCounts("credentialsId", text);
    }

    /** Returns the build that the texts are for. */
    Run<?, ?> run() {
        return run;
    }

    /** Returns the environment of the build step. */
    EnvVars environment() {
        return environment;
    }

    /** Returns where the build's log is written. */
    TaskListener listener() {
        return listener;
    }

    /** Returns the words of a text, which commas, blanks or line ends separate; null where there are none. */
    List<String> parts(String text) throws IOException, InterruptedException {
        List<String> parts = FormText.words(text(text));
        return parts.isEmpty() ? null : parts;
    }

    /** As {@link #parts}, but a variable without ids means that there are none: an earlier step has found nothing. */
    List<String> ids(String text) throws IOException, InterruptedException {
        return text == null ? null : FormText.words(text(text));
    }

    /** As {@link #parts}, for a parameter that {@linkplain #textThatCounts restricts or chooses}. */
    List<String> partsThatCount(String name, String text) throws IOException, InterruptedException {
        List<String> parts = parts(text);
        if (parts == null && text != null && !text.isBlank()) {
            throw new ParameterException(Messages.Expansion_nothingLeft(name, text));
        }
        return parts;
    }

    /** Returns the map that rows mean; null where there are none. */
    Map<String, Object> map(List<FieldRow> rows) throws IOException, InterruptedException {
        Map<String, Object> map = new LinkedHashMap<>();
        for (FieldRow row : rows) {
            if (!row.getName().isEmpty()) {
                map.put(text(row.getName()), text(row.getValue()));
            }
        }
        return map.isEmpty() ? null : map;
    }

    /** Returns the links that rows mean: link field → ids; null where there are none. */
    Map<String, Object> links(List<FieldRow> rows) throws IOException, InterruptedException {
        Map<String, Object> links = new LinkedHashMap<>();
        for (FieldRow row : rows) {
            if (!row.getName().isEmpty()) {
                links.put(text(row.getName()), partsThatCount("links (" + row.getName() + ")", row.getValue()));
            }
        }
        return links.isEmpty() ? null : links;
    }

    /**
     * As {@link #map}, for conditions: one whose variable is empty would look for records without a value, which is
     * said by leaving the value empty.
     */
    Map<String, Object> conditions(String name, List<FieldRow> rows) throws IOException, InterruptedException {
        for (FieldRow row : rows) {
            textThatCounts(name + " (" + row.getName() + ")", row.getValue());
        }
        return map(rows);
    }
}
