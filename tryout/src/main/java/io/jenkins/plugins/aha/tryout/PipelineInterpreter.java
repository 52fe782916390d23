package io.jenkins.plugins.aha.tryout;

import com.lesfurets.jenkins.unit.PipelineTestHelper;
import groovy.lang.Binding;
import groovy.lang.Closure;
import groovy.lang.MetaMethod;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.codehaus.groovy.runtime.GeneratedClosure;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * Loads and runs a Jenkinsfile by JenkinsPipelineUnit, with real steps in place of its mocks: every call of a script that
 * is neither a step nor a method of its own ends the build.
 */
final class PipelineInterpreter extends PipelineTestHelper {
    /** The name of the script in messages and stack traces, as in Jenkins. */
    static final String SCRIPT = "WorkflowScript";

    private final Steps steps;
    private final BuildState build;

    PipelineInterpreter(Steps steps, BuildState build) {
        this.steps = steps;
        this.build = build;
    }

    /** Runs a whole Jenkinsfile, under the name that it has in Jenkins' messages: its own may be none for a class. */
    void run(Path file) throws IOException {
        Path folder = Files.createTempDirectory("aha-try-out");
        Path script = folder.resolve(SCRIPT);
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
        gse.getConfig().setSourceEncoding("UTF-8");
        gse.getConfig().addCompilationCustomizers(new HiddenCalls());
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

    /**
     * Takes every call of the script. Only as a {@link GeneratedClosure} it is asked also for calls that Groovy could
     * answer itself, such as {@code println}.
     */
    private final class Interceptor extends Closure<Object> implements GeneratedClosure {
        private static final long serialVersionUID = 1L;

        Interceptor() {
            super(PipelineInterpreter.this);
        }

        /** Called by Groovy. */
        public Object doCall(String called, Object arguments) {
            String name = HiddenCalls.plain(called);
            Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
            Object script = getDelegate();
            MetaMethod method = InvokerHelper.getMetaClass(script).getMetaMethod(name, all);
            boolean own = method != null && method.getDeclaringClass().getTheClass() == script.getClass();
            if (steps.has(name) && !own) {
                return steps.call(name, all);
            }
            if (method != null) {
                return method.doMethodInvoke(script, all);
            }
            Object variable = script instanceof Script jenkinsfile
                            && jenkinsfile.getBinding().getVariables().containsKey(name)
                    ? jenkinsfile.getBinding().getVariables().get(name)
                    : null;
            if (variable instanceof Closure<?> closure) {
                return closure.call(all);
            }
            throw new PipelineFailure.UnknownStep("There is no step or method '" + name
                    + "' here. The try-out knows the steps " + String.join(", ", steps.names()) + ".");
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
