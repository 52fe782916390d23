package io.jenkins.plugins.aha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of its two builds {@code make test} takes, and when it fails. Maven and the JDKs are scripts here. */
class ChooseBuildTest {
    private static final Path BASH = Path.of("/bin/bash");
    private static final String PLUGIN = "-B -ntp verify";
    private static final String SMALLER = "-B -ntp -f tryout/pom.xml verify";
    private static final String TRY_OUT = SMALLER + " -Dtest=io.jenkins.plugins.aha.tryout.*Test";

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>();

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isExecutable(BASH), "This machine has no bash");
        Files.createDirectory(folder.resolve(".ci"));
        Files.copy(Path.of(".ci/choose-build"), folder.resolve(".ci/choose-build"));
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));
        program("maven", """
                echo "$*" >> calls
                case "$*" in
                    --version) echo 'Apache Maven 3.9.11' ;;
                    *target/parent/pom.xml*)
                        grep -q '<artifactId>plugin</artifactId>' target/parent/pom.xml || exit 1
                        [ -z "$NO_PARENT" ] || { echo '[FATAL] Non-resolvable parent POM for parent'; exit 1; } ;;
                    *tryout/pom.xml*) ;;
                    *) javac -version; ! grep -q '<dependancy>' pom.xml ;;
                esac
                """);
        jdk("jdks/old", 17);
        environment.put("MAVEN", folder.resolve("maven").toString());
        environment.put("JAVA_HOME", folder.resolve("jdks/old").toString());
        environment.put("JDK_FOLDERS", folder + "/jdks/*");
    }

    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!" + BASH + "\n" + script);
        assertTrue(file.toFile().setExecutable(true));
    }

    private void jdk(String name, int version) throws IOException {
        Files.createDirectories(folder.resolve(name + "/bin"));
        program(name + "/bin/javac", "echo 'javac " + version + ".0.1'\n");
    }

    private record End(int status, List<String> output, List<String> builds) {}

    private End run(String... arguments) throws Exception {
        ProcessBuilder command = new ProcessBuilder(BASH.toString(), ".ci/choose-build");
        command.command().addAll(List.of(arguments));
        command.directory(folder.toFile()).redirectErrorStream(true);
        command.environment().keySet().removeAll(List.of("CI", "NO_PARENT"));
        command.environment().putAll(environment);
        Process process = command.start();
        List<String> output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int status = process.waitFor();
        List<String> builds = Files.readAllLines(folder.resolve("calls")).stream()
                .filter(call -> call.contains("verify"))
                .toList();
        return new End(status, output, builds);
    }

    private static void assertSaidAtBothEnds(String words, End end) {
        assertTrue(end.output().get(0).contains(words), end::toString);
        assertEquals(end.output().get(0), end.output().get(end.output().size() - 1));
    }

    @Test
    void thePluginIsBuiltWithTheLeastJdkThatIsNewEnough() throws Exception {
        jdk("jdks/newest", 25);
        jdk("jdks/newer", 21);
        End end = run("test");
        assertEquals(0, end.status(), end::toString);
        assertEquals(List.of(PLUGIN, TRY_OUT), end.builds());
        assertSaidAtBothEnds("on JDK 21 (" + folder.resolve("jdks/newer") + "). Nothing is left out.", end);
        assertTrue(end.output().contains("javac 21.0.1"), end::toString);
    }

    @Test
    void aJdkThatIsNewEnoughIsKept() throws Exception {
        jdk("jdks/newer", 21);
        jdk("own", 25);
        environment.put("JAVA_HOME", folder.resolve("own").toString());
        assertSaidAtBothEnds("on JDK 25 (" + folder.resolve("own") + ")", run("test"));
    }

    @Test
    void anErrorInThePomFailsTheBuild() throws Exception {
        jdk("jdks/newer", 21);
        Path pom = folder.resolve("pom.xml");
        Files.writeString(pom, Files.readString(pom).replaceFirst("<dependency>", "<dependancy>"));
        End end = run("test");
        assertEquals(1, end.status(), end::toString);
        assertEquals(List.of(PLUGIN), end.builds());
    }

    @Test
    void withoutTheParentPomTheSmallerBuildRuns() throws Exception {
        environment.put("NO_PARENT", "1");
        environment.put("CI", "true");
        End end = run("test");
        assertEquals(0, end.status(), end::toString);
        assertEquals(List.of(SMALLER), end.builds());
        assertSaidAtBothEnds("without Jenkins, because Jenkins' parent POM does not resolve here", end);
        assertTrue(run("plugin", "verify").status() != 0, "the plugin cannot be built");
    }

    @Test
    void withoutANewEnoughJdkTheSmallerBuildRunsAndInContinuousIntegrationNone() throws Exception {
        End end = run("test");
        assertEquals(0, end.status(), end::toString);
        assertEquals(List.of(SMALLER), end.builds());
        assertSaidAtBothEnds("it needs a JDK 21 or newer, and none was found", end);
        Files.delete(folder.resolve("calls"));
        environment.put("CI", "true");
        End inCi = run("test");
        assertEquals(1, inCi.status(), inCi::toString);
        assertEquals(List.of(), inCi.builds());
    }
}
