package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.client.AccountSettings;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.Cancellation;
import io.jenkins.plugins.aha.client.OkHttpTransport;
import io.jenkins.plugins.aha.client.Time;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Runs one Jenkinsfile against one Aha!, and prints what a Jenkins would. */
public final class TryOutRun {
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    private final Map<String, String> environment;
    private final Path workspaces;
    private final PrintStream out;
    private final Set<String> secrets = new HashSet<>();
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
        hide(environment.getOrDefault(BuildState.TOKEN, ""));
    }

    /** Prints this text as {@code ****} wherever it turns up; the token is hidden in any case. */
    public TryOutRun hide(String secret) {
        if (!secret.isBlank()) {
            secrets.add(secret.strip());
        }
        return this;
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
        Console console = new Console(out, secrets);
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
            aha = new AhaSteps(
                    console,
                    build,
                    account,
                    () -> environment.get(BuildState.TOKEN).strip(),
                    workspace);
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

    private void perform(Path file, Console console, BuildState build, AhaSteps aha, LocalWorkspace workspace) {
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
            console.print("ERROR: " + Sentences.of(e));
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
        URI address = address(url.strip());
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        boolean local = LOOPBACK.contains(String.valueOf(address.getHost()));
        if (!scheme.equals("https") && !(scheme.equals("http") && local)) {
            throw new IllegalArgumentException(
                    "AHA_URL must begin with https://, so that the API key is not sent in the"
                            + " clear; http:// is taken only for 127.0.0.1 and localhost.");
        }
        AccountSettings settings = AccountSettings.forUrl(address);
        return new AhaAccount(
                settings,
                OkHttpTransport.connector(settings),
                Time.SYSTEM,
                () -> ThreadLocalRandom.current().nextLong());
    }

    private static URI address(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            // The exception would quote it all, also a password that somebody put into it.
            throw new IllegalArgumentException("AHA_URL is not an address, such as https://acme.aha.io.");
        }
    }
}
