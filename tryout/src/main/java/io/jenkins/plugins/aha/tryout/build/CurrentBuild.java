package io.jenkins.plugins.aha.tryout.build;

import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingPropertyException;
import hudson.model.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code currentBuild}: the first build of its job, started by a user. Thread-safe. */
public final class CurrentBuild extends GroovyObjectSupport {
    private static final Set<String> SETTABLE = Set.of("displayName", "description", "keepLog");

    private final BuildState build;
    private final long start = System.currentTimeMillis();
    private final Map<String, Object> own = new ConcurrentHashMap<>();

    public CurrentBuild(BuildState build) {
        this.build = build;
        own.put("displayName", "#1");
        own.put("keepLog", false);
    }

    @Override
    public Object getProperty(String name) {
        return switch (name) {
            case "result" -> build.resultSet() ? build.result().name() : null;
            case "currentResult" -> build.result().name();
            case "number" -> 1;
            case "id" -> "1";
            case "projectName", "fullProjectName" -> build.variable("JOB_NAME");
            case "fullDisplayName" -> build.variable("JOB_NAME") + " " + own.get("displayName");
            case "absoluteUrl" -> build.variable("BUILD_URL");
            case "duration" -> System.currentTimeMillis() - start;
            case "durationString" -> (System.currentTimeMillis() - start) / 1000 + " sec and counting";
            case "startTimeInMillis", "timeInMillis" -> start;
            case "changeSets" -> build.changes().changeSets();
            case "upstreamBuilds" -> List.of();
            case "buildCauses" -> causes();
            case "buildVariables" -> new LinkedHashMap<>(build.params());
            case "previousBuild", "previousBuiltBuild", "previousCompletedBuild", "previousFailedBuild",
                    "previousNotFailedBuild", "previousSuccessfulBuild", "nextBuild", "rawBuild" ->
                Missing.of("currentBuild." + name, null);
            case "description" -> own.get("description");
            default -> {
                if (!own.containsKey(name)) {
                    throw new MissingPropertyException(name, CurrentBuild.class);
                }
                yield own.get(name);
            }
        };
    }

    @Override
    public void setProperty(String name, Object value) {
        if (name.equals("result")) {
            if (value == null) {
                throw new IllegalArgumentException("currentBuild.result cannot be null: give SUCCESS, UNSTABLE, FAILURE,"
                        + " NOT_BUILT or ABORTED.");
            }
            if (!Missing.isIn(value)) {
                build.set(Result.fromString(value.toString()));
            }
        } else if (!SETTABLE.contains(name)) {
            throw new MissingPropertyException("currentBuild." + name + ", which can only be read", CurrentBuild.class);
        } else if (value == null) {
            own.remove(name);
        } else {
            own.put(name, value);
        }
    }

    /** Called by Groovy: getters and setters by their names, and the two comparisons of results. */
    public Object methodMissing(String name, Object arguments) {
        Object[] all = (Object[]) arguments;
        if (name.matches("(get|set|is)[A-Z].*") && !name.equals("getBuildCauses")) {
            String property = name.replaceFirst("^(get|set|is)", "");
            property = Character.toLowerCase(property.charAt(0)) + property.substring(1);
            if (name.startsWith("set")) {
                setProperty(property, all[0]);
                return null;
            }
            return getProperty(property);
        }
        return switch (name) {
            case "getBuildCauses" ->
                all.length == 0 || String.valueOf(all[0]).contains("UserIdCause") ? causes() : List.of();
            case "resultIsBetterOrEqualTo" -> build.result().compareTo(Result.fromString(String.valueOf(all[0]))) <= 0;
            case "resultIsWorseOrEqualTo" -> build.result().compareTo(Result.fromString(String.valueOf(all[0]))) >= 0;
            default -> throw new groovy.lang.MissingMethodException(name, CurrentBuild.class, all);
        };
    }

    private static List<Map<String, Object>> causes() {
        Map<String, Object> cause = new LinkedHashMap<>();
        cause.put("_class", "hudson.model.Cause$UserIdCause");
        cause.put("shortDescription", "Started by user");
        cause.put("userId", "you");
        cause.put("userName", "You");
        return List.of(cause);
    }
}
