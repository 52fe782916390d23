package io.jenkins.plugins.aha.tryout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.corpus.Corpus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pipeline of the {@link Corpus} comes to its end in the try-out. */
class CorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/io/jenkins/plugins/aha/tryout/corpus");

    @TempDir
    private Path folder;

    static List<Corpus.End> expected() {
        return Corpus.expected(CORPUS);
    }

    @ParameterizedTest
    @MethodSource("expected")
    void aPipelineComesToItsEnd(Corpus.End expected) throws Exception {
        String pipeline = Files.readString(CORPUS.resolve(expected.name() + ".Jenkinsfile"));
        try (TriedOut tryOut = new TriedOut(folder)) {
            tryOut.run(pipeline);
            String result = tryOut.console().lines()
                    .filter(line -> line.startsWith("Finished: "))
                    .map(line -> line.substring("Finished: ".length()))
                    .findFirst()
                    .orElse("");
            Corpus.End seen = Corpus.seen(
                    expected, pipeline, result, tryOut.console(), tryOut.aha().requests());
            assertEquals(expected.toString(), seen.toString(), tryOut::console);
            assertFalse(tryOut.console().contains("NullPointerException"), tryOut::console);
            try (Stream<Path> files = Files.walk(folder)) {
                assertTrue(files.noneMatch(file -> file.endsWith("made-by-a-command")), "the try-out acts on the machine");
            }
        }
    }

    @Test
    void theTableNamesEveryPipeline() throws Exception {
        try (Stream<Path> files = Files.list(CORPUS)) {
            assertEquals(
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".Jenkinsfile"))
                            .map(name -> name.replace(".Jenkinsfile", ""))
                            .sorted()
                            .toList(),
                    expected().stream().map(Corpus.End::name).sorted().toList());
        }
        assertTrue(expected().size() >= 60, "a corpus of at least sixty");
    }
}
