package io.jenkins.plugins.aha.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What Jazzer calls: one target, given by name, and the file that takes the count of cases in the end. */
public final class JazzerEntry {
    private static final Map<FuzzCase.Ending, Long> ENDINGS = new EnumMap<>(FuzzCase.Ending.class);
    private static FuzzTarget target;
    private static Path count;

    private JazzerEntry() {}

    /** Called by Jazzer once. */
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTarget.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        count = Path.of(arguments[1]);
    }

    /** Called by Jazzer with every case; what it throws is a finding. */
    public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
        ENDINGS.merge(target.run(bytes), 1L, Long::sum);
    }

    /** Called by Jazzer after the last case. */
    public static void fuzzerTearDown() throws IOException {
        Files.writeString(
                count,
                ENDINGS.getOrDefault(FuzzCase.Ending.VALUE, 0L) + " "
                        + ENDINGS.getOrDefault(FuzzCase.Ending.TYPED_ERROR, 0L));
    }
}
