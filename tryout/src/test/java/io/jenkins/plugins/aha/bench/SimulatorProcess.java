package io.jenkins.plugins.aha.bench;

import io.jenkins.plugins.aha.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A simulated Aha! in a process of its own, so that what it costs is not counted as the plugin's. Not thread-safe. */
final class SimulatorProcess implements AutoCloseable {
    private static final Pattern COUNTS = Pattern.compile("requests ([0-9]+) refused ([0-9]+)");

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;
    private final URI url;

    private SimulatorProcess(Process process) throws IOException {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String greeting = answers.readLine();
        if (greeting == null || !greeting.startsWith("Aha! simulator: ")) {
            close();
            throw new IOException("The simulator did not start: " + greeting);
        }
        this.url = URI.create(greeting.substring("Aha! simulator: ".length()));
    }

    /**
     * Starts one on a free port.
     *
     * @param options of {@link SimulatorMain}
     */
    static SimulatorProcess start(Object... options) throws IOException {
        List<String> command = JavaCommand.of(SimulatorMain.class, List.of("-Xmx3g"), "--port", 0, "--attended");
        for (Object option : options) {
            command.add(option.toString());
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("AHA_TOKEN");
        return new SimulatorProcess(builder.start());
    }

    URI url() {
        return url;
    }

    /** What it counted since the last time; it forgets that any request used its limits. */
    Tally tally() throws IOException {
        commands.println();
        Matcher counts = COUNTS.matcher(String.valueOf(answers.readLine()));
        if (!counts.matches()) {
            throw new IOException("The simulator has ended");
        }
        return new Tally(Integer.parseInt(counts.group(1)), Integer.parseInt(counts.group(2)));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
