package io.jenkins.plugins.aha.tryout.steps;

import hudson.AbortException;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Given;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.List;

/**
 * The steps that run commands in Jenkins. Here they run nothing; a result is what the caller gives, or {@link Missing}.
 */
public final class CommandSteps {
    private static final int TOO_OFTEN = 200;
    private static final int LONGEST = 60;

    private final Console console;
    private final Given given;

    public CommandSteps(Console console, Given given) {
        this.console = console;
        this.given = given;
    }

    public void addTo(Steps all) {
        for (String shell : List.of("sh", "bat", "powershell", "pwsh")) {
            all.add(shell, this::run);
        }
    }

    private Object run(Steps.Call call) throws AbortException {
        String script = call.text("script", "").strip();
        boolean output = Boolean.TRUE.equals(call.named().get("returnStdout"));
        boolean status = Boolean.TRUE.equals(call.named().get("returnStatus"));
        console.pipeline(call.step());
        console.line("+ " + script.replace("\n", "\n+ "));
        LeftOut leftOut = Frame.current().leftOut();
        leftOut.add(LeftOut.Kind.STEP, call.step());
        if (!output && !status) {
            return null;
        }
        Given.Output known = given.output(call.step() + " " + script);
        if (known != null) {
            console.line("(given by OUTPUT: " + known.text() + ")");
            return status && known.text().matches("\\d+") ? (Object) Integer.valueOf(known.text()) : known.text();
        }
        String name = LeftOutSteps.call(call.step(), script.length() > LONGEST ? script.substring(0, LONGEST) + "…" : script);
        leftOut.add(LeftOut.Kind.RESULT, name);
        if (leftOut.count(LeftOut.Kind.RESULT, name) > TOO_OFTEN) {
            throw new AbortException("The pipeline waits in a loop for the result of " + name + ", which the try-out does"
                    + " not run: give it by OUTPUT='part of the command=result'.");
        }
        return status ? Missing.of(name + " (status)", 0) : Missing.of(name);
    }
}
