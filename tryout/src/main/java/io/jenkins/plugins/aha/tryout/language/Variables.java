package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.CurrentBuild;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Set;

/** The variables of a script: its own, then Jenkins', then the environment. Not thread-safe. */
public final class Variables extends Binding {
    /** Objects that plugins bring. */
    private static final Set<String> OF_PLUGINS =
            Set.of("docker", "scm", "openshift", "podTemplate", "pipeline", "jira", "artifactory", "steps");

    /** The beginnings of the full names of classes. */
    private static final Set<String> PACKAGES = Set.of("hudson", "jenkins", "org", "com", "io", "net");

    /** Misspelled names of Jenkins' own objects. */
    private static final Set<String> SLIPS =
            Set.of("param", "parms", "prams", "parameters", "evn", "enviroment", "environment", "currentbuild", "build");

    private final JenkinsfileCompiler compiler;
    private final StepCalls steps;
    private final BuildState build;

    public Variables(StepCalls steps, BuildState build, JenkinsfileCompiler compiler) {
        this.compiler = compiler;
        this.steps = steps;
        this.build = build;
        setVariable("env", build.new Environment());
        setVariable("params", build.params());
        setVariable("currentBuild", new CurrentBuild(build));
        setVariable("any", "any");
        setVariable("none", "none");
    }

    @Override
    public Object getVariable(String name) {
        if (getVariables().containsKey(name)) {
            return getVariables().get(name);
        }
        String variable = build.variable(name);
        if (variable != null) {
            return variable;
        }
        LeftOut leftOut = Frame.current().leftOut();
        if (OF_PLUGINS.contains(name) || PACKAGES.contains(name)) {
            return Missing.of(name);
        }
        if (leftOut.has(LeftOut.Kind.LIBRARY) || name.matches("[A-Z]\\w*[a-z]\\w*") && leftOut.has(LeftOut.Kind.CLASS)) {
            leftOut.add(LeftOut.Kind.CLASS, name);
            return Missing.of(name);
        }
        Object unset = BuildState.mayBeSetByJenkins(name) ? build.unset(name) : null;
        if (unset != null) {
            return unset;
        }
        throw new MissingPropertyException(name, Script.class);
    }

    @Override
    public boolean hasVariable(String name) {
        return super.hasVariable(name) || build.variable(name) != null;
    }

    /** Compiles a text that the script evaluates. */
    Script compile(String text) {
        return compiler.compile("Script1", text);
    }

    /**
     * Something whose method or property is used: an object that a plugin or library brings.
     *
     * @param meant a similar name that the script declares; null for none
     */
    public Object receiver(String name, String meant) {
        boolean slip = meant != null && !OF_PLUGINS.contains(name) && !PACKAGES.contains(name);
        if (SLIPS.contains(name) || slip && !Frame.current().leftOut().has(LeftOut.Kind.LIBRARY)) {
            throw new MissingPropertyException(name, Script.class);
        }
        Frame.current().leftOut().add(LeftOut.Kind.UNKNOWN, name);
        return Missing.of(name);
    }

    /**
     * Calls a closure that the script keeps in a variable, or a step.
     *
     * @param known whether the script has a method of this name, for other arguments
     */
    public Object call(String name, Object[] arguments, boolean known) {
        Object own = getVariables().get(name);
        if (own instanceof Closure<?> closure && !steps.has(name)) {
            return closure.call(arguments);
        }
        if (known && !steps.has(name)) {
            throw new Failures.UnknownStep("There is no method '" + name + "' for these arguments here.");
        }
        return steps.call(name, arguments);
    }
}
