package io.jenkins.plugins.aha.corpus;

import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pipelines of the kinds that people write, with the end that each must come to: {@code corpus/expected.txt} names the
 * result, the stages in their order, and the requests to Aha!.
 */
public final class Corpus {
    private static final Pattern STAGE = Pattern.compile("\\[Pipeline\\] \\{ \\((?!Branch: )(.*)\\)");
    private static final Pattern SIDE_BY_SIDE = Pattern.compile("\\b(parallel|matrix)\\b");

    private Corpus() {}

    /**
     * How a pipeline ends.
     *
     * @param inJenkins whether it has only steps that a Jenkins of the tests has, and must end in the same way there
     */
    public record End(String name, boolean inJenkins, String result, List<String> stages, List<String> requests) {
        @Override
        public String toString() {
            return String.join(
                    " | ",
                    name,
                    inJenkins ? "yes" : "no",
                    result,
                    String.join(", ", stages),
                    String.join(", ", requests));
        }
    }

    /**
     * The whole table.
     *
     * @param folder where the pipelines and the table are
     */
    public static List<End> expected(Path folder) {
        try (Stream<String> lines = Files.lines(folder.resolve("expected.txt"))) {
            return lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> {
                        String[] cells = line.split("\\s*\\|\\s*", -1);
                        return new End(cells[0], cells[1].equals("yes"), cells[2], list(cells[3]), list(cells[4]));
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The end that a run came to, to be compared with the expected one. */
    public static End seen(End expected, String pipeline, String result, String console, List<SeenRequest> requests) {
        List<String> stages =
                STAGE.matcher(console).results().map(match -> match.group(1)).toList();
        List<String> seen = requests.stream()
                .map(request -> request.method() + " " + request.rawPath().replaceAll("^/api/v1|[0-9]{6,}", ""))
                .toList();
        boolean ordered = !SIDE_BY_SIDE.matcher(pipeline).find();
        return new End(
                expected.name(),
                expected.inJenkins(),
                result,
                ordered ? stages : stages.stream().sorted().toList(),
                ordered ? seen : seen.stream().sorted().toList());
    }

    private static List<String> list(String cell) {
        // Names of cells of a matrix have commas of their own.
        return cell.isBlank() ? List.of() : Arrays.asList(cell.split(", (?![A-Z_]+ = ')"));
    }
}
