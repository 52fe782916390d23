package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A simulated Aha! and pipelines that are tried out against it. */
final class TriedOut implements AutoCloseable {
    static final String TOKEN = "secret-token-1b9f7c";

    private final AhaSimulator aha = AhaSimulator.start();
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private String console = "";
    private boolean real;
    private volatile TryOutRun running;

    TriedOut(Path folder) throws Exception {
        this.folder = folder;
        DemoWorld.populate(aha);
        aha.token(TOKEN);
        aha.limits().off();
        environment.put("AHA_URL", aha.url());
        environment.put("AHA_TOKEN", TOKEN);
    }

    AhaSimulator aha() {
        return aha;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** From now on the account counts as a real one. */
    void real() {
        real = true;
    }

    /** Runs a pipeline and returns the exit code. */
    int run(String jenkinsfile) throws Exception {
        Path file = Files.writeString(folder.resolve("Jenkinsfile"), jenkinsfile);
        return runFile(file);
    }

    int runFile(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        running = new TryOutRun(environment, folder.resolve("workspaces"), folder, real, out);
        int exitCode = running.run(file);
        console = bytes.toString(StandardCharsets.UTF_8);
        return exitCode;
    }

    /** As Ctrl-C does. */
    void stop() {
        running.stop();
    }

    /** What the last run printed. */
    String console() {
        return console;
    }

    @Override
    public void close() {
        aha.close();
    }
}
