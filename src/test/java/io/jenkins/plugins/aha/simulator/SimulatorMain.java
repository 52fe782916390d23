package io.jenkins.plugins.aha.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * Runs the simulator with the {@link DemoWorld} as its own process until it is killed.
 *
 * <p>Arguments: {@code --port N} (9901 unless given, 0 for a free one), {@code --latency MILLISECONDS}, {@code
 * --no-limits}, {@code --records N} (fills table {@code customers}), {@code --features N} (fills release {@code
 * PRJ1-R-1}), {@code --frozen} (see {@link SimulatorSettings#frozen}), {@code --token T} (else environment variable
 * {@code AHA_TOKEN}; without either, any token is accepted). Prints its URL in one line. Exit status 2 for an argument
 * that it does not know.
 *
 * <p>With {@code --attended} it answers each line of standard input with {@code requests R refused F}, the counts since
 * the line before, and forgets what it knew about the limits; at the end of the input it ends itself.
 */
public final class SimulatorMain {
    private static final int DEFAULT_PORT = 9901;
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
        int port = DEFAULT_PORT;
        int latency = 0;
        int records = 0;
        int features = 0;
        boolean frozen = false;
        boolean limits = true;
        String token = tokenOfEnvironment;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--port" -> port = number(argument, rest);
                case "--latency" -> latency = number(argument, rest);
                case "--records" -> records = number(argument, rest);
                case "--features" -> features = number(argument, rest);
                case "--token" -> token = value(argument, rest);
                case "--no-limits" -> limits = false;
                case "--frozen" -> frozen = true;
                case ATTENDED -> {} // main reads the commands
                default -> throw new IllegalArgumentException("Unknown argument: " + argument);
            }
        }
        AhaSimulator simulator = AhaSimulator.start(port);
        DemoWorld.populate(simulator);
        DemoWorld.fill(simulator, records);
        DemoWorld.fillRelease(simulator, features);
        simulator.settings().latencyMillis(latency).frozen(frozen);
        if (!limits) {
            simulator.limits().off();
        }
        if (token != null && !token.isBlank()) {
            simulator.token(token);
        }
        return simulator;
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("Missing value after " + argument);
        }
        return rest.next();
    }

    private static int number(String argument, Iterator<String> rest) {
        String text = value(argument, rest);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number after " + argument + ": " + text);
        }
    }
}
