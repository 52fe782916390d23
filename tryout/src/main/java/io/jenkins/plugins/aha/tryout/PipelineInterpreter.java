package io.jenkins.plugins.aha.tryout;

import com.lesfurets.jenkins.unit.PipelineTestHelper;
import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.GroovyObject;
import groovy.lang.MetaMethod;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Loads and runs a Jenkinsfile by JenkinsPipelineUnit, with real steps in place of its mocks: every call of a script that
 * is neither a step nor a method of its own ends the build.
 */
final class PipelineInterpreter extends PipelineTestHelper {
    private final Steps steps;
    private final BuildState build;

    PipelineInterpreter(Steps steps, BuildState build) {
        this.steps = steps;
        this.build = build;
    }

    /** Runs a whole Jenkinsfile, under the name that it has in Jenkins' messages: its own may be none for a class. */
    void run(Path file) throws IOException {
        Path folder = Files.createTempDirectory("aha-try-out");
        Path script = folder.resolve("WorkflowScript");
        try {
            Files.copy(file, script);
            run(folder, script);
        } finally {
            Files.deleteIfExists(script);
            Files.deleteIfExists(folder);
        }
    }

    private void run(Path folder, Path script) {
        setBaseScriptRoot(folder.toString());
        setScriptRoots(folder.toString());
        setScriptExtension("");
        setScriptBaseClass(JenkinsfileScript.class);
        setImports(Map.of("NonCPS", "com.cloudbees.groovy.cps.NonCPS"));
        setBaseClassloader(getClass().getClassLoader());
        init();
        runScript(script.getFileName().toString(), new Variables());
    }

    /** The base class of scripts: has nothing that would hide a step. */
    public abstract static class JenkinsfileScript extends Script {}

    /** The script's own variables, then Jenkins', then the environment. */
    private final class Variables extends Binding {
        Variables() {
            setVariable("env", build.new Environment());
            setVariable("params", build.params());
            setVariable("currentBuild", build.new CurrentBuild());
            setVariable("any", "any");
            setVariable("none", "none");
            setVariable("scm", "scm");
        }

        @Override
        public Object getVariable(String name) {
            if (getVariables().containsKey(name)) {
                return getVariables().get(name);
            }
            String variable = build.variable(name);
            if (variable == null) {
                throw new MissingPropertyException(name, Script.class);
            }
            return variable;
        }

        @Override
        public boolean hasVariable(String name) {
            return super.hasVariable(name) || build.variable(name) != null;
        }
    }

    /** Takes every call of the script. */
    private final class Interceptor extends Closure<Object> {
        private static final long serialVersionUID = 1L;

        Interceptor() {
            super(PipelineInterpreter.this);
        }

        /** Called by Groovy. */
        public Object doCall(String name, Object arguments) {
            Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
            if (steps.has(name)) {
                return steps.call(name, all);
            }
            Object script = getDelegate();
            MetaMethod method = ((GroovyObject) script).getMetaClass().getMetaMethod(name, all);
            if (method != null) {
                return method.doMethodInvoke(script, all);
            }
            Object variable = script instanceof Script own && own.getBinding().getVariables().containsKey(name)
                    ? own.getBinding().getVariables().get(name)
                    : null;
            if (variable instanceof Closure<?> closure) {
                return closure.call(all);
            }
            throw new PipelineFailure("There is no step or method '" + name + "' here. The try-out knows the steps "
                    + String.join(", ", steps.names()));
        }
    }

    @Override
    public Object getMethodInterceptor() {
        return new Interceptor();
    }

    @Override
    public Object getMethodMissingInterceptor() {
        return new Interceptor();
    }
}
