package io.jenkins.plugins.aha.freestyle;

import com.google.common.collect.ListMultimap;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.tokenmacro.MacroEvaluationException;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;

/** The only class that knows the token-macro plugin; loaded only where that is installed. */
final class Tokens {
    private Tokens() {}

    /** Lets the environment's variables be tokens, so that one pass replaces both. */
    private static final class Variables extends TokenMacro {
        private final EnvVars environment;

        Variables(EnvVars environment) {
            this.environment = environment;
        }

        @Override
        public boolean acceptsMacroName(String name) {
            return environment.containsKey(name);
        }

        @Override
        public String evaluate(
                AbstractBuild<?, ?> build,
                TaskListener listener,
                String name,
                Map<String, String> arguments,
                ListMultimap<String, String> allArguments) {
            return environment.get(name);
        }

        @Override
        public String evaluate(
                Run<?, ?> run,
                FilePath workspace,
                TaskListener listener,
                String name,
                Map<String, String> arguments,
                ListMultimap<String, String> allArguments) {
            return environment.get(name);
        }
    }

    /**
     * Replaces variables and tokens in one pass: what a parameter or a commit message brings in is text, and no token
     * or variable again. What is unknown stays as it is written.
     */
    static String expand(Run<?, ?> run, EnvVars environment, FilePath workspace, TaskListener listener, String text)
            throws IOException, InterruptedException {
        try {
            return TokenMacro.expand(run, workspace, listener, text, false, List.of(new Variables(environment)));
        } catch (MacroEvaluationException notAToken) {
            return environment.expand(text);
        }
    }
}
