package io.jenkins.plugins.aha.tryout.build;

import groovy.lang.GroovyObjectSupport;
import hudson.model.Result;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** What a build knows of itself: {@code env}, {@code params} and its result. Thread-safe. */
public final class BuildState {
    /** The variable that holds the token; scripts do not see it. */
    public static final String TOKEN = "AHA_TOKEN";

    /** The kinds of build parameters. */
    public static final List<String> PARAMETER_TYPES =
            List.of("string", "text", "booleanParam", "choice", "password", "credentials", "file", "run");

    /** What an agent has of the machine's variables too; others count only with the prefix. */
    private static final Set<String> OF_AN_AGENT = Set.of("HOME", "PATH", "USER", "LANG", "SHELL", "TZ");

    private static final String PREFIX = "ENV_";
    private static final Pattern OF_A_BRANCH =
            Pattern.compile("BRANCH_NAME|BRANCH_IS_PRIMARY|TAG_NAME|CHANGE_[A-Z_]+|GIT_[A-Z_]+");
    private static final Pattern NEVER_SET = Pattern.compile("TAG_[A-Z_]+|CHANGE_[A-Z_]+|AHA_TOKEN");

    private final Map<String, String> machine = new TreeMap<>();
    private final Map<String, String> global = new ConcurrentHashMap<>();
    private final BuildParameters params;
    private final Changes changes;
    private Result result;

    /**
     * @param environment the variables of the machine
     * @param name the name of the job
     */
    public BuildState(Map<String, String> environment, Given given, String name) {
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                global.put(variable.substring(PREFIX.length()), value);
            } else if (OF_AN_AGENT.contains(variable) || OF_A_BRANCH.matcher(variable).matches()) {
                machine.put(variable, value);
            }
        });
        params = new BuildParameters(given.parameters(), this);
        changes = new Changes(given.changes());
        Map<String, String> ofJenkins = Map.ofEntries(
                Map.entry("JOB_NAME", name),
                Map.entry("JOB_BASE_NAME", name),
                Map.entry("JOB_URL", "http://localhost/job/" + name + "/"),
                Map.entry("JENKINS_URL", "http://localhost/"),
                Map.entry("HUDSON_URL", "http://localhost/"),
                Map.entry("BUILD_NUMBER", "1"),
                Map.entry("BUILD_ID", "1"),
                Map.entry("BUILD_DISPLAY_NAME", "#1"),
                Map.entry("BUILD_TAG", "jenkins-" + name + "-1"),
                Map.entry("BUILD_URL", "http://localhost/job/" + name + "/1/"),
                Map.entry("RUN_DISPLAY_URL", "http://localhost/job/" + name + "/1/display/redirect"),
                Map.entry("EXECUTOR_NUMBER", "0"),
                Map.entry("NODE_NAME", "built-in"),
                Map.entry("CI", "true"));
        ofJenkins.forEach(global::putIfAbsent);
    }

    /** Returns the value of an environment variable as the current thread sees it; null for none. */
    public String variable(String name) {
        String own = Frame.current().variable(name);
        return own != null ? own : global.getOrDefault(name, machine.get(name));
    }

    /** Returns all variables as the current thread sees them. */
    public Map<String, String> environment() {
        Map<String, String> all = new TreeMap<>(machine);
        all.putAll(global);
        all.putAll(Frame.current().variables());
        return all;
    }

    /** Sets a variable of the build; as in Jenkins, null becomes a text. */
    public void set(String name, Object value) {
        global.put(name, String.valueOf(value));
    }

    /** Returns whether a variable of this name is one that Jenkins, an agent or a credential may set. */
    public static boolean mayBeSetByJenkins(String name) {
        return name.matches("[A-Z][A-Z0-9_]+|(ghprb|gitlab)[A-Z]\\w*");
    }

    /**
     * Returns what stands for a variable that is not set here; one of a change request or tag is not set in Jenkins
     * either.
     */
    public Object unset(String name) {
        if (NEVER_SET.matcher(name).matches()) {
            return null;
        }
        Frame.current().leftOut().add(LeftOut.Kind.VARIABLE, name);
        return Missing.of(name);
    }

    public BuildParameters params() {
        return params;
    }

    public Changes changes() {
        return changes;
    }

    public synchronized Result result() {
        return result == null ? Result.SUCCESS : result;
    }

    public synchronized boolean resultSet() {
        return result != null;
    }

    /** Makes the result worse; it never gets better. */
    public synchronized void set(Result to) {
        result = result().combine(to);
    }

    /** Puts the result back, as Jenkins does after a post condition; null for none. */
    public synchronized void restore(Result to) {
        result = to;
    }

    /** {@code env}. */
    public final class Environment extends GroovyObjectSupport {
        @Override
        public Object getProperty(String name) {
            String value = variable(name);
            return value == null && mayBeSetByJenkins(name) ? unset(name) : value;
        }

        @Override
        public void setProperty(String name, Object value) {
            set(name, value);
        }

        /** {@code env.getEnvironment()}: all variables. */
        public Map<String, String> getEnvironment() {
            return environment();
        }

        /** {@code env[name]}. */
        public Object getAt(String name) {
            return getProperty(name);
        }

        /** {@code env[name] = value}. */
        public void putAt(String name, Object value) {
            setProperty(name, value);
        }
    }
}
