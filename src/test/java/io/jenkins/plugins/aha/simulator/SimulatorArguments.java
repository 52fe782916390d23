package io.jenkins.plugins.aha.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The arguments of {@link SimulatorMain}. */
final class SimulatorArguments {
    private static final int DEFAULT_PORT = 9901;

    private final List<Consumer<SimulatorSettings>> switches = new ArrayList<>();
    private int port = DEFAULT_PORT;
    private int records;
    private int features;
    private int age;
    private int most = 200;
    private OverTheMost overTheMost = OverTheMost.CUT;
    private boolean limits = true;
    private String token;

    private SimulatorArguments(String token) {
        this.token = token;
    }

    /**
     * Reads arguments.
     *
     * @param token the token unless an argument gives another
     * @param ignored an argument that is left to another reader
     * @throws IllegalArgumentException for one that is not known, or has no value, or a wrong one
     */
    static SimulatorArguments of(String token, List<String> arguments, String ignored) {
        SimulatorArguments parsed = new SimulatorArguments(token);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            if (!argument.equals(ignored)) {
                parsed.read(argument, rest);
            }
        }
        return parsed;
    }

    private void read(String argument, Iterator<String> rest) {
        switch (argument) {
            case "--port" -> port = number(argument, rest);
            case "--records" -> records = number(argument, rest);
            case "--features" -> features = number(argument, rest);
            case "--age" -> age = number(argument, rest);
            case "--token" -> token = value(argument, rest);
            case "--no-limits" -> limits = false;
            case "--per-page" -> most = number(argument, rest);
            case "--over-the-most" -> overTheMost = name(OverTheMost.class, argument, value(argument, rest));
            default -> switches.add(setting(argument, rest));
        }
    }

    private static Consumer<SimulatorSettings> setting(String argument, Iterator<String> rest) {
        switch (argument) {
            case "--latency":
                int latency = number(argument, rest);
                return settings -> settings.latencyMillis(latency);
            case "--frozen":
                return settings -> settings.frozen(true);
            case "--show":
                ShownForm[] forms = forms(argument, value(argument, rest));
                return settings -> settings.values().show(forms);
            case "--unknown-choices":
                OnUnknown choices = name(OnUnknown.class, argument, value(argument, rest));
                return settings -> settings.values().unknownChoices(choices);
            case "--unknown-ids":
                OnUnknown ids = name(OnUnknown.class, argument, value(argument, rest));
                return settings -> settings.unknownLinkIds(ids);
            case "--paging":
                Paging paging = name(Paging.class, argument, value(argument, rest));
                return settings -> settings.paging(paging);
            case "--millis-per-record":
                int millis = number(argument, rest);
                return settings -> settings.lists().millisPerRecord(millis);
            case "--errors":
                ErrorShape shape = name(ErrorShape.class, argument, value(argument, rest));
                return settings -> settings.errorShape(shape);
            case "--dangling-links":
                return settings -> settings.danglingLinks(true);
            case "--no-custom-tables":
                return settings -> settings.customTables(false);
            default:
                throw new IllegalArgumentException("Unknown argument: " + argument);
        }
    }

    int port() {
        return port;
    }

    /** Fills and sets a simulator as the arguments say. */
    void apply(AhaSimulator simulator) {
        DemoWorld.populate(simulator);
        DemoWorld.fill(simulator, records);
        DemoWorld.fillRelease(simulator, features);
        simulator.state().age(Duration.ofMinutes(age));
        switches.forEach(one -> one.accept(simulator.settings()));
        simulator.settings().lists().perPage(most, overTheMost);
        if (!limits) {
            simulator.limits().off();
        }
        if (token != null && !token.isBlank()) {
            simulator.token(token);
        }
    }

    private static ShownForm[] forms(String argument, String names) {
        return names.equals("all")
                ? ShownForm.values()
                : Arrays.stream(names.split(","))
                        .map(name -> name(ShownForm.class, argument, name))
                        .toArray(ShownForm[]::new);
    }

    private static <E extends Enum<E>> E name(Class<E> type, String argument, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> one.name().equals(name.strip().replace('-', '_').toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Unknown value after " + argument + ": " + name
                        + "; known: " + Arrays.toString(type.getEnumConstants())));
    }

    private static String value(String argument, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("Missing value after " + argument);
        }
        return rest.next();
    }

    private static int number(String argument, Iterator<String> rest) {
        String text = value(argument, rest);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a number after " + argument + ": " + text);
        }
    }
}
