package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Missing;
import io.jenkins.plugins.aha.tryout.language.Conditions;
import io.jenkins.plugins.aha.tryout.language.HiddenCalls;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** Decides about {@code when { … }} of a Declarative stage. */
public final class WhenCondition {
    private static final String[] TIMES = {"beforeAgent", "beforeInput", "beforeOptions"};

    private final BuildState build;
    private final Console console;

    public WhenCondition(BuildState build, Console console) {
        this.build = build;
        this.console = console;
    }

    /** Returns whether the block says that it is judged before anything else of the stage. */
    public boolean isEarly(Closure<?> when) {
        AtomicBoolean early = new AtomicBoolean();
        Directives directives = new Directives("when").onAny((name, arguments) -> {});
        for (String time : TIMES) {
            directives.on(time, arguments -> early.compareAndSet(false, Boolean.TRUE.equals(arguments[0])));
        }
        directives.read(when);
        return early.get();
    }

    /** Returns whether all conditions of the block hold. */
    public boolean holds(Closure<?> when) {
        return conditions(when).stream().allMatch(BooleanSupplier::getAsBoolean);
    }

    /** Read first and judged later, so that the steps of an expression are not taken for conditions. */
    private List<BooleanSupplier> conditions(Closure<?> block) {
        List<BooleanSupplier> found = new ArrayList<>();
        new Directives("when")
                .ignore(TIMES)
                .onBlock("expression", body -> found.add(() -> Conditions.decide(body.call())))
                .on("branch", arguments -> found.add(() -> matches("BRANCH_NAME", arguments[0])))
                .on("tag", arguments -> found.add(() -> matches("TAG_NAME", arguments[0])))
                .on("buildingTag", arguments -> found.add(() -> build.variable("TAG_NAME") != null))
                .on("changeRequest", arguments -> found.add(() -> changeRequest(arguments)))
                .on("environment", arguments -> found.add(() -> environment(named(arguments))))
                .on(HiddenCalls.EQUALS, arguments -> found.add(() -> equalValues(named(arguments))))
                .on("changelog", arguments -> found.add(() -> changelog(value(arguments, "pattern"))))
                .on("changeset", arguments -> found.add(() -> changeset(value(arguments, "pattern"))))
                .on("triggeredBy", arguments -> found.add(() -> triggeredBy(value(arguments, "cause"))))
                .on("isRestartedRun", arguments -> found.add(() -> false))
                .onBlock("not", body -> found.add(() -> !holds(body)))
                .onBlock("allOf", body -> found.add(() -> holds(body)))
                .onBlock("anyOf", body -> found.add(
                        () -> conditions(body).stream().anyMatch(BooleanSupplier::getAsBoolean)))
                .onAny((name, arguments) -> found.add(() -> unknown(name)))
                .read(block);
        return found;
    }

    private static Map<?, ?> named(Object[] arguments) {
        return arguments.length > 0 && arguments[0] instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String value(Object[] arguments, String name) {
        return arguments.length > 0 && !(arguments[0] instanceof Map)
                ? String.valueOf(arguments[0])
                : String.valueOf(named(arguments).get(name));
    }

    private boolean unknown(String condition) {
        Frame.current().leftOut().add(LeftOut.Kind.DIRECTIVE, "condition " + condition);
        console.line("(the try-out does not know " + condition + "; it is taken for false)");
        return false;
    }

    private boolean environment(Map<?, ?> condition) {
        String value = Objects.requireNonNullElse(build.variable(String.valueOf(condition.get("name"))), "");
        Conditions.deciding(value);
        String wanted = String.valueOf(condition.get("value"));
        return Boolean.TRUE.equals(condition.get("ignoreCase")) ? value.equalsIgnoreCase(wanted) : value.equals(wanted);
    }

    private static boolean equalValues(Map<?, ?> condition) {
        return DefaultTypeTransformation.compareEqual(condition.get("expected"), Missing.presumed(Conditions.deciding(condition.get("actual"))));
    }

    private boolean changeRequest(Object[] arguments) {
        if (build.variable("CHANGE_ID") == null) {
            return false;
        }
        Map<?, ?> wanted = named(arguments);
        return wanted.entrySet().stream()
                .filter(entry -> !entry.getKey().equals("comparator"))
                .allMatch(entry -> {
                    String variable = "CHANGE_"
                            + String.valueOf(entry.getKey()).replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
                    String value = Objects.requireNonNullElse(build.variable(variable), "");
                    return compare(String.valueOf(entry.getValue()), value, comparator(wanted, "EQUALS"));
                });
    }

    private boolean changelog(String pattern) {
        if (build.changes().messages().isEmpty()) {
            console.line("Warning, empty changelog. Give one by CHANGES=file, with commit messages.");
        }
        Pattern wanted = Pattern.compile(pattern, Pattern.MULTILINE | Pattern.DOTALL);
        return build.changes().messages().stream().anyMatch(message -> wanted.matcher(message).find());
    }

    private boolean changeset(String pattern) {
        if (build.changes().messages().isEmpty()) {
            console.line("Warning, empty changelog. Probably because this is the first build.");
            return false;
        }
        return unknown("changeset " + pattern);
    }

    /** Builds of the try-out are started by a user. */
    private static boolean triggeredBy(String cause) {
        return cause.endsWith("UserIdCause");
    }

    private static String comparator(Map<?, ?> condition, String otherwise) {
        Object comparator = condition.get("comparator");
        return comparator == null ? otherwise : comparator.toString().toUpperCase(Locale.ROOT);
    }

    private boolean matches(String variable, Object condition) {
        Map<?, ?> settings = condition instanceof Map<?, ?> map ? map : Map.of();
        String pattern = String.valueOf(settings.isEmpty() ? condition : settings.get("pattern"));
        String value = build.variable(variable);
        if (value == null || value.isEmpty()) {
            console.line("(" + variable + " is not set, so the condition '" + pattern + "' does not hold)");
            return false;
        }
        return compare(pattern, value, comparator(settings, "GLOB"));
    }

    private static boolean compare(String pattern, String value, String comparator) {
        return switch (comparator) {
            case "REGEXP" -> value.matches(pattern);
            case "EQUALS" -> value.equals(pattern);
            default -> glob(pattern).matcher(value).matches();
        };
    }

    /** As in Ant: {@code **} stands for folders, {@code *} and {@code ?} for letters of one name. */
    private static Pattern glob(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            if (pattern.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 2;
            } else if (pattern.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else if (pattern.charAt(at) == '*') {
                regex.append("[^/]*");
            } else if (pattern.charAt(at) == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(pattern.substring(at, at + 1)));
            }
        }
        return Pattern.compile(regex.toString());
    }
}
