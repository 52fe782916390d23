package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.tryout.build.Console;
import java.io.IOException;
import java.util.function.Supplier;

/** Says first of all that a run writes into an account, and as whom. */
public final class Banner {
    private final Console console;

    public Banner(Console console) {
        this.console = console;
    }

    /** Prints it; an account that does not answer is named without its user. */
    public void print(AhaAccount account, Supplier<String> token) {
        String user;
        try {
            user = account.open(token, line -> {}, new Cancellation()).me().name();
        } catch (IOException e) {
            user = "an unknown user (" + e.getMessage() + ")";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            user = "an unknown user";
        }
        String text = "This run writes into " + account.settings().url() + " as " + user + ".";
        console.print("=".repeat(text.length()));
        console.print(text);
        console.print("=".repeat(text.length()));
    }
}
