package io.jenkins.plugins.aha.tryout.build;

import groovy.lang.GroovyRuntimeException;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import hudson.AbortException;
import io.jenkins.plugins.aha.model.AhaException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Says what went wrong: one sentence, one line, no stack trace; with the line of the Jenkinsfile where that helps. */
public final class Sentences {
    /** The name of the script in messages and stack traces, as in Jenkins. */
    public static final String SCRIPT = "WorkflowScript";

    private Sentences() {}

    public static String of(Throwable failure) {
        if (failure instanceof MultipleCompilationErrorsException errors) {
            return syntax(errors);
        }
        if (failure instanceof Failures.UnknownStep) {
            return failure.getMessage() + place(failure);
        }
        String hint = hint(failure);
        if (!hint.isEmpty()) {
            return hint + place(failure);
        }
        if (failure.getMessage() != null && isOurs(failure)) {
            return failure.getMessage();
        }
        if (failure instanceof MissingPropertyException missing) {
            return "There is no variable or property '" + missing.getProperty() + "' here" + place(failure) + ".";
        }
        if (failure instanceof MissingMethodException missing) {
            return "There is no method '" + missing.getMethod() + "' for these arguments here" + place(failure) + ".";
        }
        if (failure instanceof NullPointerException && failure.getMessage() != null) {
            return firstLine(failure.getMessage()) + place(failure) + ".";
        }
        String message = failure.getMessage() == null ? "" : ": " + firstLine(failure.getMessage());
        return failure.getClass().getSimpleName() + message + place(failure);
    }

    /** A failure that a missing value brought about is no failure of the pipeline's. */
    private static String hint(Throwable failure) {
        Set<String> missing = Missing.namesIn(failure.getMessage());
        // Exceptions of other kinds are the pipeline's own.
        boolean forWant = failure instanceof GroovyRuntimeException
                || failure instanceof ClassCastException
                || failure instanceof IllegalArgumentException
                || failure instanceof IndexOutOfBoundsException;
        return missing.isEmpty() || !forWant
                ? ""
                : "The pipeline needs what only Jenkins has: " + String.join(", ", missing)
                        + ". Give a result by OUTPUT='part of the command=result', a variable by ENV_NAME=value";
    }

    /** Returns whether the message was written for a release engineer. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof AhaException
                || failure.getClass() == IOException.class
                || failure instanceof AbortException
                || failure instanceof FlowInterruptedException
                || failure.getClass().getName().startsWith("io.jenkins.plugins.aha.");
    }

    private static String syntax(MultipleCompilationErrorsException errors) {
        List<String> all = errors.getErrorCollector().getErrors().stream()
                .map(error -> error instanceof SyntaxErrorMessage syntax
                        ? syntax.getCause().getMessage().replaceAll("\\s+", " ").strip()
                        // The rest of it would show the path of a temporary copy.
                        : firstLine(errors.getMessage().replaceFirst("(?s)^startup failed:\\s*", "")))
                .distinct()
                .toList();
        return all.size() == 1
                ? "The Jenkinsfile has an error: " + all.get(0)
                : "The Jenkinsfile has " + all.size() + " errors:\n  " + String.join("\n  ", all);
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(element ->
                        SCRIPT.equals(element.getFileName()) && element.getLineNumber() > 0)
                .findFirst()
                .map(element -> " (line " + element.getLineNumber() + " of the Jenkinsfile)")
                .orElse("");
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("").strip();
    }
}
