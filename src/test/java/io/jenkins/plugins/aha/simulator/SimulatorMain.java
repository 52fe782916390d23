package io.jenkins.plugins.aha.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Runs the simulator with the {@link DemoWorld} as its own process until it is killed.
 *
 * <p>Arguments: {@code --port N} (9901 unless given, 0 for a free one), {@code --latency MILLISECONDS}, {@code
 * --no-limits}, {@code --records N} (fills table {@code customers}), {@code --features N} (fills release {@code
 * PRJ1-R-1}), {@code --age MINUTES} (so old is what tables hold at the start), {@code --frozen} (see {@link
 * SimulatorSettings#frozen}), {@code --token T} (else environment variable {@code AHA_TOKEN}; without either, any token
 * is accepted).
 *
 * <p>What Aha! may do differently: {@code --show} with names of {@link ShownForm} separated by commas, or {@code all};
 * {@code --unknown-choices ignored}; {@code --unknown-ids rejected}; {@code --dangling-links}; {@code --paging} with a
 * name of {@link Paging}; {@code --per-page N} with {@code --over-the-most} and a name of {@link OverTheMost}; {@code
 * --millis-per-record N}; {@code --errors} with a name of {@link ErrorShape}; {@code --no-custom-tables}. Names may be
 * in lower case, with dashes.
 *
 * <p>Prints its URL in one line, then what there is. Exit status 2 for an argument that it does not know. With {@code
 * --attended} it answers each line of standard input with {@code requests R refused F}, the counts since the line
 * before, and forgets what it knew about the limits; at the end of the input it ends itself.
 */
public final class SimulatorMain {
    private static final String ATTENDED = "--attended";

    private SimulatorMain() {}

    /** Starts and waits. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        AhaSimulator simulator;
        try {
            simulator = start(System.getenv("AHA_TOKEN"), List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        System.out.println("Aha! simulator: " + simulator.url());
        if (List.of(arguments).contains(ATTENDED)) {
            attend(simulator, System.in, System.out);
            System.exit(0);
        }
        DemoWorld.description(simulator).forEach(line -> System.out.println("  " + line));
        System.out.println("Stop it with Ctrl-C. Try a pipeline, as often as you like, in another terminal:");
        System.out.println("  AHA_URL=" + simulator.url() + " AHA_TOKEN=any make try PIPELINE=my.Jenkinsfile");
        Thread.currentThread().join();
    }

    static void attend(AhaSimulator simulator, InputStream commands, PrintStream answers) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(commands, StandardCharsets.UTF_8));
        while (lines.readLine() != null) {
            RateLimits limits = simulator.limits();
            answers.println("requests " + limits.arrivals() + " refused " + limits.violations());
            limits.reset();
        }
    }

    static AhaSimulator start(String tokenOfEnvironment, List<String> arguments) throws IOException {
        SimulatorArguments parsed = SimulatorArguments.of(tokenOfEnvironment, arguments, ATTENDED);
        AhaSimulator simulator = AhaSimulator.start(parsed.port());
        parsed.apply(simulator);
        return simulator;
    }
}
