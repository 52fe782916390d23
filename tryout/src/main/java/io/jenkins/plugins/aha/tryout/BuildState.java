package io.jenkins.plugins.aha.tryout;

import groovy.lang.GroovyObjectSupport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What a build knows of itself: {@code env}, {@code params}, {@code currentBuild}. Safe for many threads. */
final class BuildState {
    /** The variable that holds the token; scripts do not see it. */
    static final String TOKEN = "AHA_TOKEN";

    /** The kinds of build parameters. */
    static final List<String> PARAMETER_TYPES =
            List.of("string", "text", "booleanParam", "choice", "password", "credentials", "file");

    /** Results in the order of severity. */
    enum Result {
        SUCCESS,
        UNSTABLE,
        FAILURE,
        NOT_BUILT,
        ABORTED;

        static Result of(Object text) {
            for (Result result : values()) {
                if (result.name().equals(String.valueOf(text))) {
                    return result;
                }
            }
            throw new PipelineFailure(
                    "'" + text + "' is not a result; results are SUCCESS, UNSTABLE, FAILURE, NOT_BUILT, ABORTED.");
        }
    }

    private final Map<String, String> process;
    private final Map<String, String> global = new ConcurrentHashMap<>();
    private final Map<String, Object> params = new LinkedHashMap<>();
    private Result result = Result.SUCCESS;
    private boolean resultSet;

    BuildState(Map<String, String> process, String name) {
        this.process = new TreeMap<>(process);
        this.process.remove(TOKEN);
        global.put("JOB_NAME", name);
        global.put("JOB_BASE_NAME", name);
        global.put("BUILD_NUMBER", "1");
        global.put("BUILD_ID", "1");
        global.put("BUILD_DISPLAY_NAME", "#1");
        global.put("BUILD_TAG", "jenkins-" + name + "-1");
        global.put("BUILD_URL", "http://localhost/job/" + name + "/1/");
        global.put("NODE_NAME", "built-in");
    }

    /** The value of an environment variable as the current thread sees it; null for none. */
    String variable(String name) {
        String own = Frame.current().variable(name);
        return own != null ? own : global.getOrDefault(name, process.get(name));
    }

    void set(String name, Object value) {
        if (value == null) {
            global.remove(name);
        } else {
            global.put(name, value.toString());
        }
    }

    /**
     * Defines a build parameter. An environment variable of its name gives its value, else its default does.
     *
     * @param settings {@code name}, {@code defaultValue}, {@code choices}
     */
    void define(String type, Map<?, ?> settings) {
        String name = String.valueOf(settings.get("name"));
        Object value = settings.get("defaultValue");
        if (type.equals("choice")) {
            Object choices = settings.get("choices");
            value = choices instanceof List<?> list
                    ? list.get(0)
                    : String.valueOf(choices).split("\n")[0];
        }
        if (process.containsKey(name)) {
            value = process.get(name);
        }
        if (type.equals("booleanParam")) {
            value = Boolean.valueOf(String.valueOf(value));
        }
        params.put(name, value == null ? "" : value);
        set(name, value == null ? "" : value);
    }

    Map<String, Object> params() {
        return params;
    }

    synchronized Result result() {
        return result;
    }

    /** Makes the result worse; it never gets better. */
    synchronized void worsen(Result to) {
        resultSet = true;
        if (to.compareTo(result) > 0) {
            result = to;
        }
    }

    /** {@code env}. */
    final class Environment extends GroovyObjectSupport {
        @Override
        public Object getProperty(String name) {
            return variable(name);
        }

        @Override
        public void setProperty(String name, Object value) {
            set(name, value);
        }

        /** {@code env.getEnvironment()}: all variables. */
        public Map<String, String> getEnvironment() {
            Map<String, String> all = new TreeMap<>(process);
            all.putAll(global);
            all.putAll(Frame.current().variables());
            return all;
        }
    }

    /** {@code currentBuild}. */
    final class CurrentBuild extends GroovyObjectSupport {
        private final Map<String, Object> own = new ConcurrentHashMap<>(Map.of("displayName", "#1"));

        @Override
        public Object getProperty(String name) {
            return switch (name) {
                case "result" -> resultSet ? result().name() : null;
                case "currentResult" -> result().name();
                case "number" -> 1;
                case "changeSets" -> List.of();
                default -> own.get(name);
            };
        }

        @Override
        public void setProperty(String name, Object value) {
            if (name.equals("result")) {
                if (value != null) {
                    worsen(Result.of(value));
                }
            } else {
                own.put(name, value == null ? "" : value);
            }
        }
    }
}
