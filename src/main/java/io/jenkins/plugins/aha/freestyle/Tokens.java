package io.jenkins.plugins.aha.freestyle;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;

/** The only class that knows the token-macro plugin; loaded only where that is installed. */
final class Tokens {
    private Tokens() {}

    static String expand(Run<?, ?> run, FilePath workspace, TaskListener listener, String text)
            throws IOException, InterruptedException {
        try {
            return TokenMacro.expand(run, workspace, listener, text);
        } catch (MacroEvaluationException unknown) {
            // As with environment variables: what is unknown stays as it is written.
            return text;
        }
    }
}
