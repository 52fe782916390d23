package io.jenkins.plugins.aha.tryout;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/** Decides about {@code when { … }} of a Declarative stage. */
final class WhenCondition {
    private final BuildState build;
    private final Console console;

    WhenCondition(BuildState build, Console console) {
        this.build = build;
        this.console = console;
    }

    /** Whether all conditions of the block hold. */
    boolean holds(Closure<?> when) {
        return all(conditions(when), true);
    }

    private static boolean all(List<Boolean> conditions, boolean wanted) {
        return conditions.stream().allMatch(condition -> condition == wanted);
    }

    private List<Boolean> conditions(Closure<?> block) {
        List<Boolean> found = new ArrayList<>();
        new Directives("when")
                .ignore("beforeAgent", "beforeInput", "beforeOptions")
                .onBlock("expression", body -> found.add(truth(body.call())))
                .on("branch", arguments -> found.add(matches("BRANCH_NAME", arguments[0])))
                .on("tag", arguments -> found.add(matches("TAG_NAME", arguments[0])))
                .on("buildingTag", arguments -> found.add(build.variable("TAG_NAME") != null))
                .on("changeRequest", arguments -> found.add(build.variable("CHANGE_ID") != null))
                .on("environment", arguments -> found.add(environment((Map<?, ?>) arguments[0])))
                .on(HiddenCalls.EQUALS, arguments -> found.add(equalValues((Map<?, ?>) arguments[0])))
                .onBlock("not", body -> found.add(!all(conditions(body), true)))
                .onBlock("allOf", body -> found.add(all(conditions(body), true)))
                .onBlock("anyOf", body -> found.add(!all(conditions(body), false)))
                .read(block);
        return found;
    }

    private static boolean truth(Object value) {
        return DefaultTypeTransformation.castToBoolean(value);
    }

    private boolean environment(Map<?, ?> condition) {
        String value = build.variable(String.valueOf(condition.get("name")));
        return Objects.equals(value, String.valueOf(condition.get("value")));
    }

    private static boolean equalValues(Map<?, ?> condition) {
        return Objects.equals(String.valueOf(condition.get("expected")), String.valueOf(condition.get("actual")));
    }

    private boolean matches(String variable, Object pattern) {
        String value = build.variable(variable);
        if (value == null) {
            console.line("(" + variable + " is not set, so the condition '" + pattern + "' does not hold)");
            return false;
        }
        Predicate<String> glob = text -> text.matches(pattern.toString()
                .replace(".", "\\.")
                .replace("**", "\u0000")
                .replace("*", "[^/]*")
                .replace("\u0000", ".*"));
        return glob.test(value);
    }
}
