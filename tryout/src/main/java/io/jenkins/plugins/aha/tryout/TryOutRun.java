package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.client.AccountSettings;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.Cancellation;
import io.jenkins.plugins.aha.client.OkHttpTransport;
import io.jenkins.plugins.aha.client.Time;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;

/** Runs one Jenkinsfile against one Aha!, and prints what a Jenkins would. */
public final class TryOutRun {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private final Map<String, String> environment;
    private final Path workspaces;
    private final PrintStream out;
    private final Cancellation cancellation = new Cancellation();

    /**
     * @param environment the environment variables; {@code AHA_URL} and {@code AHA_TOKEN} say which Aha!
     * @param workspaces the folder below which the pipeline gets a workspace
     * @param out the console
     */
    public TryOutRun(Map<String, String> environment, Path workspaces, PrintStream out) {
        this.environment = environment;
        this.workspaces = workspaces;
        this.out = out;
    }

    /** Stops the run at once. */
    public void stop() {
        cancellation.cancel();
    }

    /**
     * Runs a Jenkinsfile.
     *
     * @param file the Jenkinsfile
     * @return the exit code: 0 for SUCCESS and UNSTABLE, 1 for everything else
     */
    public int run(Path file) {
        Console console = new Console(out, environment.getOrDefault(BuildState.TOKEN, ""));
        if (!Files.isRegularFile(file)) {
            console.print("ERROR: There is no Jenkinsfile '" + file + "'. Name one by PIPELINE=path.");
            console.print("Finished: FAILURE");
            return 1;
        }
        String name = file.getFileName().toString().replaceAll("\\.?[Jj]enkinsfile$|\\.groovy$", "");
        BuildState build = new BuildState(environment, name.isEmpty() ? "pipeline" : name);
        AhaSteps aha;
        try {
            AhaAccount account = account(environment.get("AHA_URL"));
            LocalWorkspace workspace = new LocalWorkspace(workspaces.resolve(name.isEmpty() ? "pipeline" : name));
            build.set("WORKSPACE", workspace.root());
            aha = new AhaSteps(console, build, account, () -> environment.get(BuildState.TOKEN), workspace);
            perform(file, console, build, aha, workspace);
        } catch (IllegalArgumentException e) {
            console.print("ERROR: " + e.getMessage());
            console.print("Finished: FAILURE");
            return 1;
        }
        console.print("Finished: " + build.result());
        console.print("");
        ChangeTable.lines(aha.changes()).forEach(console::print);
        return build.result().compareTo(BuildState.Result.UNSTABLE) <= 0 ? 0 : 1;
    }

    private void perform(
            Path file, Console console, BuildState build, AhaSteps aha, LocalWorkspace workspace) {
        Steps steps = new Steps(console);
        new FlowSteps(console, build, steps).addTo(steps);
        new FileSteps(console, steps, workspace).addTo(steps);
        new DeclarativePipeline(console, build, steps).addTo(steps);
        aha.addTo(steps);
        console.pipeline("Start of Pipeline");
        try {
            Frame.current().stoppable(cancellation).run(() -> {
                try (Cancellation.Activity here = cancellation.beginInThisThread()) {
                    new PipelineInterpreter(steps, build).run(file);
                }
                return null;
            });
            console.pipeline("End of Pipeline");
        } catch (Throwable e) {
            console.pipeline("End of Pipeline");
            boolean aborted = e instanceof PipelineFailure.Aborted || e instanceof InterruptedException;
            build.worsen(aborted ? BuildState.Result.ABORTED : BuildState.Result.FAILURE);
            console.print("ERROR: " + sentence(e));
        }
    }

    private AhaAccount account(String url) {
        String token = environment.getOrDefault(BuildState.TOKEN, "");
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("AHA_URL is not set: give the address of your account in it.");
        }
        if (token.isBlank()) {
            throw new IllegalArgumentException("AHA_TOKEN is not set: put the API key for " + url + " into this"
                    + " environment variable, for example by: read -s AHA_TOKEN; export AHA_TOKEN");
        }
        URI address = URI.create(url.trim());
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean local = LOOPBACK.contains(String.valueOf(address.getHost()));
        if (!scheme.equals("https") && !(scheme.equals("http") && local)) {
            throw new IllegalArgumentException("AHA_URL must begin with https://, so that the API key is not sent in the"
                    + " clear; http:// is taken only for 127.0.0.1 and localhost.");
        }
        AccountSettings settings = AccountSettings.forUrl(address);
        return new AhaAccount(
                settings,
                OkHttpTransport.connector(settings),
                Time.SYSTEM,
                () -> ThreadLocalRandom.current().nextLong());
    }

    /** What an exception says to a user: one sentence, without stack trace. */
    static String sentence(Throwable failure) {
        if (failure instanceof MultipleCompilationErrorsException errors) {
            return "The Jenkinsfile has an error. "
                    + errors.getMessage().replaceFirst("(?s)^startup failed:\\s*", "").strip();
        }
        if (failure instanceof CompilationFailedException || failure.getMessage() == null) {
            return failure.getClass().getSimpleName() + ": " + failure.getMessage();
        }
        String name = failure.getClass().getName();
        boolean plain = name.startsWith("io.jenkins.plugins.aha.");
        return plain ? failure.getMessage() : failure.getClass().getSimpleName() + ": " + failure.getMessage().strip();
    }
}
