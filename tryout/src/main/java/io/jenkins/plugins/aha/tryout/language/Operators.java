package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Closure;
import groovy.lang.MissingMethodException;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.ScriptBytecodeAdapter;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * What the operators of a pipeline do, also with {@link Missing} values; {@link Rewriting} puts the calls into the
 * script. Thread-safe.
 */
public final class Operators {
    /** No method of Groovy has a name that ends like this; {@link JenkinsLimits} puts it behind some. */
    static final String WITH_BLOCK = ":block";

    private static final Map<String, String> ARITHMETIC =
            Map.of("+", "plus", "-", "minus", "*", "multiply", "/", "div", "%", "mod");

    private Operators() {}

    /** Compares two values, or calculates with them; the outcome is missing, too, if one of them is. */
    public static Object operate(Object left, String operator, Object right) throws Throwable {
        if (!Missing.isIn(left) && !Missing.isIn(right)) {
            return plain(left, operator, right);
        }
        if (ARITHMETIC.containsKey(operator)) {
            boolean numbers = Missing.presumed(left) instanceof Number && Missing.presumed(right) instanceof Number;
            return !numbers
                    ? plain(left, operator, right)
                    : Missing.decided(
                            plain(Missing.presumed(left), operator, Missing.presumed(right)),
                            Missing.namesIn(List.of(left, right)),
                            operator);
        }
        if (operator.equals("<=>")) {
            return 0;
        }
        Object outcome;
        try {
            outcome = isAsked(left, right)
                    ? operator.startsWith("==")
                    : operator.equals("=~") ? null : plain(Missing.presumed(left), operator, Missing.presumed(right));
        } catch (RuntimeException e) {
            // The real values may be of kinds that can be compared.
            outcome = false;
        }
        return Missing.of(names(left, right) + " " + operator, outcome);
    }

    /**
     * The output of a command is presumed to be what the pipeline compares it with, so that it goes on; two to
     * be equal.
     */
    private static boolean isAsked(Object left, Object right) {
        if (Missing.isIn(left) && Missing.isIn(right)) {
            return true;
        }
        Object output = Missing.isIn(left) ? left : right;
        Object asked = output == left ? right : left;
        return Missing.presumed(output) instanceof String same
                && same.equals(output.toString())
                && names(output).contains(": ")
                && asked instanceof CharSequence text
                && text.length() > 0;
    }

    /** Returns what a list or map has at a place; at a missing one it is missing, too. */
    public static Object at(Object receiver, Object place) throws Throwable {
        if (receiver == null || receiver instanceof CharSequence || !Missing.isIn(place)) {
            return ScriptBytecodeAdapter.invokeMethodN(Operators.class, receiver, "getAt", new Object[] {place});
        }
        Object found = receiver instanceof Map<?, ?> map ? map.get(place) : null;
        return found == null ? Missing.of(names(place)) : found;
    }

    /**
     * Returns what {@code value ?: otherwise} gives: for a variable that is not set, what the pipeline has in place of
     * it.
     */
    public static Object elvis(Object value, Closure<?> otherwise) {
        if (!Missing.isVariable(value) && DefaultTypeTransformation.castToBoolean(value)) {
            return value;
        }
        Object other = otherwise.call();
        return Missing.isVariable(value) ? other : Missing.decided(other, Missing.namesIn(value), "?: " + other);
    }

    private static Object plain(Object left, String operator, Object right) throws Throwable {
        return switch (operator) {
            case "==" -> DefaultTypeTransformation.compareEqual(left, right);
            case "!=" -> !DefaultTypeTransformation.compareEqual(left, right);
            case "<" -> ScriptBytecodeAdapter.compareLessThan(left, right);
            case "<=" -> ScriptBytecodeAdapter.compareLessThanEqual(left, right);
            case ">" -> ScriptBytecodeAdapter.compareGreaterThan(left, right);
            case ">=" -> ScriptBytecodeAdapter.compareGreaterThanEqual(left, right);
            case "<=>" -> ScriptBytecodeAdapter.compareTo(left, right);
            case "=~" -> ScriptBytecodeAdapter.findRegex(left, right);
            case "==~" -> ScriptBytecodeAdapter.matchRegex(left, right);
            case "in" -> ScriptBytecodeAdapter.isCase(left, right);
            default -> ScriptBytecodeAdapter.invokeMethodN(
                    Operators.class, left, ARITHMETIC.get(operator), new Object[] {right});
        };
    }

    /** Returns the opposite. */
    public static Object not(Object value) {
        boolean opposite = !DefaultTypeTransformation.castToBoolean(value);
        return Missing.isIn(value) ? Missing.of(names(value) + " not", opposite) : (Object) opposite;
    }

    /** Returns what {@code left && right} gives; the outcome is missing if a value that it depends on is. */
    public static Object and(Object left, Closure<?> right) {
        return DefaultTypeTransformation.castToBoolean(left) ? both(left, right.call()) : both(left, false);
    }

    /** Returns what {@code left || right} gives; otherwise like {@link #and}. */
    public static Object or(Object left, Closure<?> right) {
        return DefaultTypeTransformation.castToBoolean(left) ? both(left, true) : both(left, right.call());
    }

    /** The second one has decided. */
    private static Object both(Object left, Object right) {
        boolean outcome = DefaultTypeTransformation.castToBoolean(right);
        List<Object> missing = Stream.of(left, right).filter(Missing::isIn).toList();
        return missing.isEmpty() ? (Object) outcome : Missing.of(names(missing) + " &&", outcome);
    }

    /** Returns what {@code condition ? yes : no} gives. By the result of a step, what it gives is missing, too. */
    public static Object choose(Object condition, Closure<?> yes, Closure<?> no) {
        Conditions.enter(false);
        try {
            Object chosen = Conditions.decide(condition) ? yes.call() : no.call();
            return Missing.decided(chosen, Frame.current().presumed(), "? " + chosen);
        } finally {
            Conditions.leave(false);
        }
    }

    /** Returns the numbers or letters between two; up to a missing one there is one, which is missing, too. */
    public static Object range(Object from, Object to, boolean inclusive) throws Throwable {
        return Missing.isIn(from) || Missing.isIn(to)
                ? List.of(Missing.of(names(from, to)))
                : ScriptBytecodeAdapter.createRange(from, to, inclusive);
    }

    /** Returns whether a loop goes on; a missing value ends it, for it would never change. */
    public static boolean goesOn(Object condition) {
        return !Missing.isIn(Conditions.deciding(condition)) && DefaultTypeTransformation.castToBoolean(condition);
    }

    /** Converts a value to a type; a missing one stays as it is. */
    public static Object cast(Object value, Class<?> type, boolean coerced) throws Throwable {
        if (Missing.isIn(value) && type != String.class) {
            return value;
        }
        return coerced ? ScriptBytecodeAdapter.asType(value, type) : ScriptBytecodeAdapter.castToType(value, type);
    }

    /** Calls a method of a class, or one that parses a text; what is made of a missing value is missing, too. */
    public static Object call(Object receiver, String name, Object[] arguments) throws Throwable {
        if (Machine.isActing(name)) {
            return leftOut(name + "()");
        }
        if (name.endsWith(WITH_BLOCK)) {
            return withBlock(receiver, name.substring(0, name.length() - WITH_BLOCK.length()), arguments);
        }
        if (receiver instanceof Map && arguments.length == 1 && name.equals("get")) {
            return at(receiver, arguments[0]);
        }
        boolean making = receiver instanceof Class || name.startsWith("parse");
        if (making && !Missing.namesIn(arguments).isEmpty()) {
            return Missing.of(names(arguments));
        }
        Set<String> decisive = new LinkedHashSet<>();
        Stream.of(arguments).filter(Missing::isIn).forEach(missing -> decisive.addAll(Missing.namesIn(missing)));
        if (Missing.isIn(receiver)) {
            decisive.addAll(Missing.namesIn(receiver));
        }
        boolean data = receiver instanceof Iterable || receiver instanceof Map || receiver instanceof CharSequence;
        Object[] watched = data ? watched(arguments, decisive) : arguments;
        Object result = ScriptBytecodeAdapter.invokeMethodN(Operators.class, receiver, name, watched);
        return data ? Missing.decided(result, decisive, name) : result;
    }

    /** Returns the arguments with a block at their end that notes what its answers depend on. */
    private static Object[] watched(Object[] arguments, Set<String> decisive) {
        Object[] all = arguments.clone();
        if (all.length > 0 && all[all.length - 1] instanceof Closure<?> block && !(block instanceof WatchedBlock)) {
            all[all.length - 1] = new WatchedBlock(block, decisive);
        }
        return all;
    }

    /** Calls a method that does not run a block in Jenkins as it does in Groovy. */
    private static Object withBlock(Object receiver, String name, Object[] arguments) throws Throwable {
        boolean ofJava = receiver instanceof Collection || receiver instanceof Map || receiver instanceof CharSequence;
        if (ofJava && !Missing.isIn(receiver)) {
            if (JenkinsLimits.NOT_FOUND.contains(name)) {
                throw new MissingMethodException(name, receiver.getClass(), arguments);
            }
            Frame.current().leftOut().add(LeftOut.Kind.BLOCK, name);
        }
        return ScriptBytecodeAdapter.invokeMethodN(Operators.class, receiver, name, arguments);
    }

    /**
     * Refuses a value for a parameter of a method of the script, as Groovy does where the parameter has its type.
     *
     * @throws Failures.UnknownStep as in Jenkins, where a step of the name is looked for then
     */
    public static void take(Object value, Class<?> type, String method) {
        boolean taken = type == boolean.class
                ? value instanceof Boolean
                : type.isInstance(value) || type == Long.class && value instanceof Integer;
        if (value != null && !taken && !Missing.isIn(value)) {
            throw new Failures.UnknownStep("There is no method '" + method + "' for these arguments here.");
        }
    }

    /**
     * Stands for a class that the try-out does not have, or does not let a pipeline use, and for what it would give.
     */
    public static Object leftOut(String name) {
        Frame.current().leftOut().add(LeftOut.Kind.CLASS, name);
        return Missing.of(name);
    }

    private static String names(Object... values) {
        return String.join(" ", Missing.namesIn(values));
    }
}
