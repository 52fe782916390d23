package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.SimulatorMain;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs behind {@code make try} and {@code make simulator}, and what {@code make test} says, in processes. */
class ProcessesTest {
    private static final String UPSERT =
            "def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Process'], uniqueBy: 'name',"
                    + " ifExists: 'keep'\necho \"outcome ${made.outcome}\"";

    @TempDir
    private Path folder;

    private ProcessBuilder java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    private ProcessBuilder tryOut(String url, String pipeline) throws Exception {
        Path file = Files.writeString(folder.resolve("Jenkinsfile"), pipeline);
        ProcessBuilder program = java(
                TryOut.class, file.toString(), folder.resolve("workspaces").toString(), folder.toString());
        program.environment().putAll(Map.of("AHA_URL", url, "AHA_TOKEN", "any"));
        return program.redirectOutput(folder.resolve("console.txt").toFile());
    }

    private String console() throws Exception {
        return Files.readString(folder.resolve("console.txt"));
    }

    @Test
    void aSimulatorThatStaysKnowsWhatAnEarlierRunWrote() throws Exception {
        Process simulator = java(SimulatorMain.class, "--port", "0").start();
        try (BufferedReader lines = simulator.inputReader()) {
            String url = lines.readLine().replace("Aha! simulator: ", "");
            assertEquals(0, tryOut(url, UPSERT).start().waitFor(), this::read);
            assertTrue(console().contains("outcome created"), this::read);
            assertEquals(0, tryOut(url, UPSERT).start().waitFor(), this::read);
            assertTrue(console().contains("outcome kept"), this::read);
        } finally {
            simulator.destroy();
        }
    }

    private String read() {
        try {
            return console();
        } catch (Exception e) {
            return e.toString();
        }
    }

    @Test
    void controlCEndsARunWithTheTableOfItsChanges() throws Exception {
        try (AhaSimulator aha = AhaSimulator.start()) {
            DemoWorld.populate(aha);
            aha.faults().when((method, path) -> method.equals("DELETE"), 1, Fault.STALLED_BEFORE_STORING);
            Process run = tryOut(aha.url(), UPSERT + "\nahaDeleteRecord made.id").start();
            while (run.isAlive() && aha.requests().stream().noneMatch(request -> request.method().equals("DELETE"))) {
                Thread.onSpinWait();
            }
            // Ends it as Ctrl-C does; INT itself is ignored by what a shell has started in the background.
            new ProcessBuilder("kill", "-TERM", Long.toString(run.pid()))
                    .start()
                    .waitFor();
            assertTrue(run.waitFor(30, TimeUnit.SECONDS), this::read);
            assertTrue(console().contains("Finished: ABORTED"), this::read);
            assertTrue(console().contains("Altogether: 1 × create"), this::read);
        }
    }

    @Test
    void theBuildSaysAtItsEndTooWhatWasLeftOut() throws Exception {
        for (int status : new int[] {0, 1}) {
            Path project = Files.createDirectories(folder.resolve("project" + status));
            Files.createDirectories(project.resolve(".ci"));
            Files.copy(Path.of("..", ".ci", "choose-build"), project.resolve(".ci/choose-build"));
            Files.copy(Path.of("..", "pom.xml"), project.resolve("pom.xml"));
            Path maven = Files.writeString(project.resolve("maven"), """
                    case "$*" in
                        *:help*) echo 'Non-resolvable parent POM' ;;
                        *) echo "built $*"; exit STATUS ;;
                    esac
                    """.replace("STATUS", Integer.toString(status)));
            assertTrue(maven.toFile().setExecutable(true));
            ProcessBuilder build = new ProcessBuilder("bash", project.resolve(".ci/choose-build").toString(), "test")
                    .redirectErrorStream(true);
            build.environment().put("MAVEN", maven.toString());
            Process running = build.start();
            List<String> lines = running.inputReader().lines().toList();
            assertEquals(status, running.waitFor(), lines::toString);
            assertTrue(lines.get(0).startsWith("This is the build without Jenkins, because "), lines::toString);
            assertTrue(lines.get(0).contains("It leaves out "), lines::toString);
            assertEquals(lines.get(0), lines.get(lines.size() - 1));
            assertTrue(lines.contains("built -B -ntp -f tryout/pom.xml verify"), lines::toString);
        }
    }
}
