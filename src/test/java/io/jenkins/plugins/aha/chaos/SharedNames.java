package io.jenkins.plugins.aha.chaos;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;

/** The key values that all callers upsert, each spelled in ways that mean the same. */
final class SharedNames {
    /** What the callers write into these records. */
    static final List<String> TIERS = List.of("t0", "t1 & more", "t2  twice");

    static final List<String> ALL = List.of(
            "shared-0",
            "shared-1",
            "shared-2 R&D",
            "shared-3 Müller",
            "shared-4 two blanks",
            "shared-5 a < b",
            "shared-6",
            "shared-7 Acme & Söhne GmbH",
            "shared-8 東京",
            "shared-9");

    private SharedNames() {}

    static String one(Random random) {
        String name = ALL.get(random.nextInt(ALL.size()));
        return switch (random.nextInt(6)) {
            case 0 -> Normalizer.normalize(name, Normalizer.Form.NFD);
            case 1 -> name.replace(" ", "  ");
            case 2 -> name + " ";
            default -> name;
        };
    }
}
