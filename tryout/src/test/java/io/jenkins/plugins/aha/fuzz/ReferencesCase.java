package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Texts that mention references, and texts that are given as references. */
final class ReferencesCase implements FuzzCase {
    private static final List<String> PIECES = List.of(
            "PRJ1",
            "prj",
            "A1B2",
            "-",
            "--",
            "-R-",
            "-i-",
            "-S-",
            "-G-",
            "-e-",
            "-X-",
            "_",
            " ",
            "\n",
            "/",
            "0",
            "1",
            "12",
            "999999999999",
            "(",
            ")",
            "é",
            "ſ",
            "K");

    @Override
    public Ending run(Choices choices) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int rest = choices.below(24); rest > 0; rest--) {
            text.append(choices.oneIn(6) ? choices.text() : choices.of(PIECES));
        }
        boolean found = mentioned(text.toString(), choices);
        return parsed(text.toString(), choices) || found ? Ending.VALUE : Ending.TYPED_ERROR;
    }

    private static boolean mentioned(String text, Choices choices) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("text", text));
        if (choices.oneIn(2)) {
            parameters.put("products", List.of(choices.of(PIECES), choices.of(PIECES)));
        }
        List<?> found;
        try {
            found = (List<?>)
                    Invocation.of("ahaReferences", parameters).run(new HostileAccount(request -> {
                        throw new AssertionError("a request");
                    }).build());
        } catch (ParameterException e) {
            Check.oneLine(e.getMessage());
            return false;
        }
        Check.that(new HashSet<>(found).size() == found.size(), () -> "one twice: " + found);
        for (Object one : found) {
            String id = (String) one;
            Check.that(Reference.parse(id, null).id().equals(id), () -> "not stable: " + id);
            Check.that(
                    text.toUpperCase(Locale.ROOT).contains(id)
                            || text.toLowerCase(Locale.ROOT).contains(id),
                    () -> "not mentioned: " + id + " in " + text);
        }
        return true;
    }

    private static boolean parsed(String text, Choices choices) {
        Kind kind = Kind.labelled(choices.oneIn(2) ? choices.text() : choices.of(Kind.labels()))
                .orElse(null);
        try {
            Reference reference = Reference.parse(text, kind);
            Check.that(
                    Reference.parse(reference.id(), reference.kind()).equals(reference), () -> "not stable: " + text);
            Check.that(reference.id().matches("[A-Z0-9-]+"), () -> "odd id: " + reference);
            Check.that(reference.id().startsWith(reference.prefix()), () -> "odd prefix: " + reference);
            return true;
        } catch (IllegalArgumentException refused) {
            Check.that(refused.getClass() == IllegalArgumentException.class, () -> "untyped: " + refused);
            return false;
        }
    }
}
