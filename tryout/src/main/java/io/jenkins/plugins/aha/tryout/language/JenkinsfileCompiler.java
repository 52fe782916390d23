package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyCodeSource;
import groovy.lang.Script;
import hudson.AbortException;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.control.CompilerConfiguration;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.customizers.ImportCustomizer;

/**
 * Makes scripts of Jenkinsfiles. Classes of Jenkins and of libraries, which the try-out does not have, are replaced by
 * empty ones. Not thread-safe.
 */
public final class JenkinsfileCompiler {
    private static final Pattern UNRESOLVED = Pattern.compile("unable to resolve class ([\\w.$]+)");
    private static final Pattern LIBRARY = Pattern.compile("(?m)(?:@Library\\s*|^[\\w\\s=]*\\blibrary\\s*|^\\s*lib\\s*)(\\([^)]*\\)|['\"][^'\"]*['\"])");

    /** Their code would run while the script is compiled; Jenkins refuses them. */
    private static final Pattern RUN_BY_THE_COMPILER =
            Pattern.compile("(?:@|\\bimport\\s)[\\w.\\s]*\\b(ASTTest|AnnotationCollector)\\b");

    private final LeftOut leftOut;
    private final Supplier<CompilationCustomizer> check;
    private final Set<String> stubs = new HashSet<>();
    private final GroovyClassLoader classes;

    /**
     * @param check makes what looks at a script before it runs
     */
    public JenkinsfileCompiler(LeftOut leftOut, Supplier<CompilationCustomizer> check) {
        this.check = check;
        this.leftOut = leftOut;
        classes = new GroovyClassLoader(getClass().getClassLoader());
    }

    /**
     * Compiles a Jenkinsfile, or a file that one loads.
     *
     * @throws AbortException for what Jenkins would refuse before anything runs
     * @throws MultipleCompilationErrorsException for other mistakes in it
     */
    public Script compile(String name, String text) {
        Matcher refused = RUN_BY_THE_COMPILER.matcher(text);
        if (refused.find()) {
            throw Failures.because("Annotation " + refused.group(1) + " cannot be used in the sandbox.");
        }
        Matcher libraries = LIBRARY.matcher(text);
        boolean fromLibraries = false;
        while (libraries.find()) {
            fromLibraries = true;
            leftOut.add(LeftOut.Kind.LIBRARY, libraries.group(1).replaceAll("[\\[\\]'\"()\\s]", "").replace("value=", ""));
        }
        while (true) {
            try {
                return (Script) parse(name, text).getDeclaredConstructor().newInstance();
            } catch (MultipleCompilationErrorsException e) {
                if (!stubbed(e.getMessage(), text, fromLibraries)) {
                    throw e;
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Class<?> parse(String name, String text) {
        CompilerConfiguration configuration = new CompilerConfiguration();
        // What Groovy makes of calls with numbers and booleans, to be fast, fails for some void methods.
        configuration.setOptimizationOptions(Map.of("int", false));
        configuration.setScriptBaseClass(JenkinsfileScript.class.getName());
        configuration.setDisabledGlobalASTTransformations(Set.of("groovy.grape.GrabAnnotationTransformation"));
        configuration.addCompilationCustomizers(
                new ImportCustomizer()
                        .addImports(
                                "com.cloudbees.groovy.cps.NonCPS", "org.jenkinsci.plugins.workflow.libs.Library"),
                check.get(),
                new JenkinsLimits(),
                new Decisions(),
                new Rewriting(stubs),
                new HiddenCalls());
        GroovyClassLoader loader = new GroovyClassLoader(classes, configuration);
        return loader.parseClass(new GroovyCodeSource(text, name, "/groovy/script"), false);
    }

    /** Replaces the classes that a message names; false if there are none, or if Jenkins would not have them either. */
    private boolean stubbed(String message, String text, boolean fromLibraries) {
        Set<String> names = new HashSet<>();
        Matcher matcher = UNRESOLVED.matcher(message);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        names.removeIf(name -> !(fromLibraries || name.contains(".") && !name.startsWith("java.")));
        boolean added = false;
        for (String name : names) {
            String simple = name.substring(name.lastIndexOf('.') + 1);
            if (stubs.add(simple)) {
                leftOut.add(LeftOut.Kind.CLASS, name);
                classes.parseClass(stub(name, simple, text));
                added = true;
            }
        }
        return added;
    }

    private static String stub(String name, String simple, String text) {
        String place = name.equals(simple) ? "" : "package " + name.substring(0, name.lastIndexOf('.')) + "\n";
        if (Pattern.compile("@" + simple + "\\b").matcher(text).find()) {
            return place + "@interface " + simple + " { String value() default '' }";
        }
        String kind = List.of("Exception", "Error", "Throwable").stream().anyMatch(simple::endsWith)
                ? " extends RuntimeException"
                : "";
        return place + "class " + simple + kind + " { " + simple + "(Object... any) { } }";
    }
}
