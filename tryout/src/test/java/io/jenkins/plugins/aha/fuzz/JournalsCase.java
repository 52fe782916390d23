package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.operation.context.JournalFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a crash or a full disk left of a journal: whole notes count, the rest does no harm, and it goes on. */
final class JournalsCase implements FuzzCase {
    private final Path file = Path.of(
            System.getProperty("java.io.tmpdir"),
            "journal-" + ProcessHandle.current().pid());

    JournalsCase() {
        file.toFile().deleteOnExit();
    }

    @Override
    public Ending run(Choices choices) throws Exception {
        Files.deleteIfExists(file);
        Map<String, String> notes = new TreeMap<>();
        JournalFile first = new JournalFile(file);
        for (int rest = choices.below(4); rest > 0; rest--) {
            String key = "k" + choices.text();
            String value = choices.text();
            first.write(key, value);
            notes.put(key, value);
        }
        byte[] rubbish = rubbish(choices);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
        whole.writeBytes(rubbish);
        Files.write(file, whole.toByteArray());
        JournalFile second = new JournalFile(file);
        notes.forEach((key, value) -> Check.that(
                second.read(key).equals(Optional.of(value)),
                () -> "lost " + key + ": " + second.read(key) + " for " + value));
        second.write("id", "42");
        Check.that(
                new JournalFile(file).read("id").equals(Optional.of("42")),
                () -> "lost behind rubbish: " + new String(rubbish, StandardCharsets.UTF_8));
        return Ending.VALUE;
    }

    /** Notes of its own that were torn off, and what never was one; no key of it begins like a real one. */
    private static byte[] rubbish(Choices choices) {
        String torn = "\n[\"x\",\"" + choices.text() + "\"]\n";
        return switch (choices.below(5)) {
            case 0 -> torn.substring(0, choices.below(torn.length())).getBytes(StandardCharsets.UTF_8);
            case 1 -> choices.raw(choices.below(40));
            case 2 -> ("[".repeat(choices.below(3_000)) + choices.text()).getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[choices.below(2_000)];
            default -> Examples.like("custom_object_record", choices);
        };
    }
}
