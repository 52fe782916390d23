package io.jenkins.plugins.aha.tryout;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import io.jenkins.plugins.aha.client.AhaException;
import java.io.IOException;
import java.util.Arrays;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;

/** Says what went wrong: one sentence, one line, no stack trace; with the line of the Jenkinsfile where that helps. */
final class Sentences {
    private Sentences() {}

    static String of(Throwable failure) {
        if (failure instanceof MultipleCompilationErrorsException errors) {
            return "The Jenkinsfile has an error: " + syntax(errors);
        }
        if (failure instanceof PipelineFailure.UnknownStep) {
            return failure.getMessage() + place(failure);
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
        String message = failure.getMessage() == null ? "" : ": " + firstLine(failure.getMessage());
        return failure.getClass().getSimpleName() + message + place(failure);
    }

    /** Whether the message was written for a release engineer. */
    private static boolean isOurs(Throwable failure) {
        return failure instanceof AhaException
                || failure.getClass() == IOException.class
                || failure.getClass().getName().startsWith("io.jenkins.plugins.aha.");
    }

    private static String syntax(MultipleCompilationErrorsException errors) {
        Message first = errors.getErrorCollector().getError(0);
        // The rest of it would show the path of a temporary copy.
        return first instanceof SyntaxErrorMessage syntax
                ? syntax.getCause().getMessage().replaceAll("\\s+", " ").strip()
                : firstLine(errors.getMessage().replaceFirst("(?s)^startup failed:\\s*", ""));
    }

    private static String place(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(element ->
                        PipelineInterpreter.SCRIPT.equals(element.getFileName()) && element.getLineNumber() > 0)
                .findFirst()
                .map(element -> " (line " + element.getLineNumber() + " of the Jenkinsfile)")
                .orElse("");
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("").strip();
    }
}
