package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The program behind {@code make try}. It stands with the tests, because without {@code AHA_URL} it starts the
 * simulator.
 */
public final class TryOut {
    /** UTF-8 also where the machine's language is not set, as in most containers. */
    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private TryOut() {}

    /**
     * @param arguments the Jenkinsfile, the folder for workspaces, and the caller's folder
     */
    public static void main(String... arguments) throws Exception {
        Map<String, String> environment = new HashMap<>(System.getenv());
        int exitCode;
        boolean real = !environment.getOrDefault("AHA_URL", "").isBlank();
        if (!real) {
            try (AhaSimulator aha = AhaSimulator.start()) {
                DemoWorld.populate(aha);
                aha.settings().latencyMillis(20);
                environment.put("AHA_URL", aha.url());
                environment.put("AHA_TOKEN", "token-of-the-simulator");
                OUT.println("AHA_URL is not set, so this speaks to a simulated Aha! at " + aha.url());
                exitCode = run(environment, real, arguments);
            }
        } else {
            exitCode = run(environment, real, arguments);
        }
        System.exit(exitCode);
    }

    private static int run(Map<String, String> environment, boolean real, String... arguments) {
        TryOutRun run = new TryOutRun(environment, Path.of(arguments[1]), Path.of(arguments[2]), real, OUT)
                // It is not sent anywhere when the simulator is spoken to, but a script could still find it.
                .hide(System.getenv().getOrDefault("AHA_TOKEN", ""));
        Runtime.getRuntime().addShutdownHook(new Thread(run::stop));
        return run.run(Path.of(arguments[0]));
    }
}
