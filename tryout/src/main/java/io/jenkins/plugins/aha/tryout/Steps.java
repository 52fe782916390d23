package io.jenkins.plugins.aha.tryout;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The steps that a pipeline can call. */
final class Steps {
    private final Map<String, Step> steps = new TreeMap<>();
    private final Console console;

    Steps(Console console) {
        this.console = console;
    }

    /** A step's work. */
    @FunctionalInterface
    interface Step {
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
    record Call(String step, Map<String, Object> named, Closure<?> body) {
        /** A parameter, which may be given without name when it is the only one; null when it is not given. */
        Object get(String name) {
            return named.containsKey(name) ? named.get(name) : named.get("");
        }

        String text(String name, String otherwise) {
            Object value = get(name);
            return value == null ? otherwise : value.toString();
        }

        Object runBody() {
            return body == null ? null : body.call();
        }
    }

    void add(String name, Step step) {
        steps.put(name, step);
    }

    boolean has(String name) {
        return steps.containsKey(name);
    }

    Set<String> names() {
        return steps.keySet();
    }

    /** Runs a step; its exceptions reach the script as they are. */
    Object call(String name, Object... arguments) {
        if (Frame.current().isStopped()) {
            throw new PipelineFailure.Aborted("The build was aborted.");
        }
        Call call = bind(name, arguments);
        try {
            return steps.get(name).run(call);
        } catch (InterruptedException e) {
            throw new PipelineFailure.Aborted("The step " + name + " was aborted.");
        } catch (Exception e) {
            throw sneaky(e);
        }
    }

    /** The beginning of a block in the console. */
    void open(String step, String label) {
        console.pipeline(step);
        console.pipeline(label.isEmpty() ? "{" : "{ (" + label + ")");
    }

    /** The end of a block. */
    void close(String step) {
        console.pipeline("}");
        console.pipeline("// " + step);
    }

    @SuppressWarnings("unchecked")
    private static Call bind(String name, Object[] arguments) {
        List<Object> rest = new ArrayList<>(Arrays.asList(arguments));
        Closure<?> body = null;
        if (!rest.isEmpty() && rest.get(rest.size() - 1) instanceof Closure<?> last) {
            body = last;
            rest.remove(rest.size() - 1);
        }
        if (rest.isEmpty()) {
            return new Call(name, Map.of(), body);
        }
        if (rest.size() == 1 && rest.get(0) instanceof Map<?, ?> named) {
            return new Call(name, (Map<String, Object>) named, body);
        }
        if (rest.size() == 1) {
            Map<String, Object> single = new TreeMap<>();
            single.put("", rest.get(0));
            return new Call(name, single, body);
        }
        throw new PipelineFailure("The step " + name + " takes its parameters by name, such as " + name + " a: 1, b: 2");
    }

    /** Groovy scripts catch checked exceptions as well; so they are thrown as they are. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
        throw (E) e;
    }
}
