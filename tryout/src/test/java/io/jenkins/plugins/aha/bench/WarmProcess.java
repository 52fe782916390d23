package io.jenkins.plugins.aha.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A process that does one thing again whenever it is asked to, and tells how long that took: two of them can be
 * measured in turn, so that what else the machine does meets both. It has done it some twenty times before, for so long
 * Java goes on compiling. Not thread-safe.
 */
final class WarmProcess implements AutoCloseable {
    private static final int WARM_UPS = 24;
    private static final String READY = "ready";

    private final Process process;
    private final PrintStream commands;
    private final BufferedReader answers;

    private WarmProcess(Process process) {
        this.process = process;
        this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The other side: to be called by the process, which ends when it is asked no more. */
    static void serve(Callable<?> work) throws Exception {
        for (int time = 0; time < WARM_UPS; time++) {
            work.call();
        }
        System.out.println(READY);
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (asked.readLine() != null) {
            System.out.println(Timed.run(work).time().toNanos() / 1e9);
        }
    }

    /** Starts one, and waits until it is warm. */
    static WarmProcess start(Class<?> main, List<String> options, Object... arguments) throws IOException {
        WarmProcess started = new WarmProcess(new ProcessBuilder(JavaCommand.of(main, options, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        String greeting = started.answers.readLine();
        if (!READY.equals(greeting)) {
            started.close();
            throw new IOException(main.getSimpleName() + " failed: " + greeting);
        }
        return started;
    }

    /** Seconds for doing it once more. */
    double again() throws IOException {
        commands.println();
        return Double.parseDouble(answers.readLine());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
