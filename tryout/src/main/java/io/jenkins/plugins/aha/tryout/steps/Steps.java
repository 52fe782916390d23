package io.jenkins.plugins.aha.tryout.steps;

import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import hudson.AbortException;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Given;
import io.jenkins.plugins.aha.tryout.build.Missing;
import io.jenkins.plugins.aha.tryout.build.Sentences;
import io.jenkins.plugins.aha.tryout.language.StepCalls;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** The steps that a pipeline can call. */
public final class Steps implements StepCalls {
    /** Steps that Jenkins refuses outside a node. */
    public static final Set<String> ON_A_NODE = Set.of(
            "sh", "bat", "powershell", "pwsh", "checkout", "git", "svn", "dir", "ws", "deleteDir", "cleanWs", "pwd",
            "isUnix", "readFile", "writeFile", "fileExists", "stash", "unstash", "archiveArtifacts", "archive", "junit",
            "load", "tool", "findFiles", "fingerprint");

    private final Map<String, Step> steps = new TreeMap<>();
    private final Console console;
    private final Given given;

    public Steps(Console console, Given given) {
        this.console = console;
        this.given = given;
    }

    /** A step's work. */
    @FunctionalInterface
    public interface Step {
        /**
         * @return what the step returns to the script
         * @throws Exception to fail the step
         */
        Object run(Call call) throws Exception;
    }

    /**
     * The arguments of a call.
     *
     * @param named the named ones; a single unnamed argument stands under {@code ""}
     * @param body the block; null for none
     */
    public record Call(String step, Map<String, Object> named, Closure<?> body) {
        /** Returns a parameter, which may be given without name when it is the only one; null when it is not given. */
        Object get(String name) {
            return named.containsKey(name) ? named.get(name) : named.get("");
        }

        String text(String name, String otherwise) {
            Object value = get(name);
            return value == null ? otherwise : value.toString();
        }

        /** Returns a whole number, which {@link StepArguments} has checked. */
        long number(String name, long otherwise) {
            String text = text(name, String.valueOf(otherwise));
            return Missing.isIn(text) ? otherwise : new java.math.BigDecimal(text).longValue();
        }

        Object runBody() {
            return body == null ? null : body.call();
        }
    }

    public void add(String name, Step step) {
        steps.put(name, step);
    }

    @Override
    public boolean has(String name) {
        return steps.containsKey(name);
    }

    public Set<String> names() {
        return steps.keySet();
    }

    /** Runs a step; its exceptions reach the script as they are. A step that is unknown is left out. */
    @Override
    public Object call(String name, Object... arguments) {
        if (Frame.current().isStopped()) {
            throw Failures.unchecked(new FlowInterruptedException("The build was aborted."));
        }
        Step step = steps.get(name);
        Frame.current().turns().giveWay();
        try {
            if (step == null) {
                return new LeftOutSteps(console, given, steps.keySet()).unknown(name, arguments);
            }
            if (ON_A_NODE.contains(name) && !Frame.current().hasNode()) {
                throw new AbortException("The step " + name + " needs a node: put it into node { … }, or give the"
                        + " Declarative pipeline or stage an agent other than none.");
            }
            Call call = bind(name, arguments);
            StepArguments.check(call);
            if (!StepArguments.unknown(call).isEmpty()) {
                console.line("WARNING: Unknown parameter(s) of the step " + name + ": "
                        + String.join(", ", StepArguments.unknown(call)));
            }
            return step.run(call);
        } catch (FlowInterruptedException e) {
            throw Failures.unchecked(e);
        } catch (InterruptedException e) {
            throw Failures.unchecked(new FlowInterruptedException("The step " + name + " was aborted."));
        } catch (MissingMethodException e) {
            // Groovy would take it for a missing method of the block around this step.
            throw Failures.because(Sentences.of(e));
        } catch (Exception e) {
            throw Failures.unchecked(e);
        }
    }

    /** The beginning of a block in the console. */
    public void open(String step, String label) {
        console.pipeline(step);
        console.pipeline(label.isEmpty() ? "{" : "{ (" + label + ")");
    }

    /** The end of a block. */
    public void close(String step) {
        console.pipeline("}");
        console.pipeline("// " + step);
    }

    /** Returns the last of the arguments, if it is a block; null for none. */
    public static Closure<?> blockOf(Object[] arguments) {
        return arguments.length > 0 && arguments[arguments.length - 1] instanceof Closure<?> block ? block : null;
    }

    private static Call bind(String name, Object[] arguments) throws AbortException {
        Closure<?> body = blockOf(arguments);
        List<Object> rest = new ArrayList<>(Arrays.asList(arguments));
        if (body != null) {
            rest.remove(rest.size() - 1);
        }
        if (rest.isEmpty()) {
            return new Call(name, Map.of(), body);
        }
        if (rest.size() == 1 && rest.get(0) instanceof Map<?, ?> named) {
            Map<String, Object> texts = new LinkedHashMap<>();
            named.forEach((key, value) -> texts.put(String.valueOf(key), value));
            return new Call(name, texts, body);
        }
        if (rest.size() == 1) {
            Map<String, Object> single = new TreeMap<>();
            single.put("", rest.get(0));
            return new Call(name, single, body);
        }
        throw new AbortException("The step " + name + " takes its parameters by name, such as " + name + " a: 1, b: 2");
    }
}
