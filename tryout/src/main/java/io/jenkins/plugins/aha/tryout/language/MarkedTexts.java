package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Closure;
import groovy.lang.DelegatingMetaClass;
import groovy.lang.GroovySystem;
import groovy.lang.MetaClass;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.groovy.runtime.GStringImpl;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;

/**
 * Lets texts with a {@link Missing} mark answer every call: the result is missing too, and as a list the text has one
 * element, which is missing as well, or none if it stands for a variable that is not set. Other texts behave as usual.
 * Thread-safe.
 */
public final class MarkedTexts extends DelegatingMetaClass {
    private static final Set<String> AS_EVER = Set.of("toString", "equals", "hashCode", "getClass", "compareTo", "plus");

    /** What {@code ++}, {@code --} and a sign call. */
    private static final Set<String> NUMBERS = Set.of("next", "previous", "negative", "positive");

    private static final String SPLIT = "split";

    /** Methods whose block decides which elements there are, or in which order; it does not run. */
    private static final Pattern CHOICES = Pattern.compile("(find|grep|any|every|inject|sort|toSorted|group|sum"
            + "|max|min|count|unique|take|drop|split|replace|removeAll|retainAll|withIndex).*");

    private static final Pattern LOOPS = Pattern.compile("(each|collect).*");

    /** What is presumed of these methods: there is something, of the form that the pipeline asks for. */
    private static final Map<String, Object> ANSWERS = Map.of("size", 1, "length", 1, "matches", true, "find", true);

    /** What is presumed of the properties of the values of some steps. */
    private static final Map<String, Object> PROPERTIES = Map.of(
            "build.result", "SUCCESS",
            "build.currentResult", "SUCCESS",
            "httpRequest.status", 200,
            "waitForQualityGate.status", "OK",
            "junit.failCount", 0,
            "junit.skipCount", 0,
            "junit.passCount", 1,
            "junit.totalCount", 1);

    private MarkedTexts(MetaClass plain) {
        super(plain);
    }

    /** Replaces the behaviour of texts, once for the whole process. */
    public static synchronized void install() {
        for (Class<?> type : List.of(String.class, GStringImpl.class)) {
            MetaClass current = GroovySystem.getMetaClassRegistry().getMetaClass(type);
            if (!(current instanceof MarkedTexts)) {
                MarkedTexts marked = new MarkedTexts(current);
                marked.initialize();
                GroovySystem.getMetaClassRegistry().setMetaClass(type, marked);
            }
        }
    }

    @Override
    public Object invokeMethod(Object object, String name, Object[] arguments) {
        if (name.equals("isCase") && arguments.length == 1 && Missing.isIn(arguments[0])) {
            // A switch takes its first case.
            return true;
        }
        if (!Missing.isIn(object) && !AS_EVER.contains(name)) {
            Set<String> decisive = Missing.namesIn(Stream.of(arguments).filter(Missing::isIn).toList());
            return Missing.decided(super.invokeMethod(object, name, arguments), decisive, name);
        }
        if (!Missing.isIn(object) || AS_EVER.contains(name)) {
            return super.invokeMethod(object, name, arguments);
        }
        if (NUMBERS.contains(name) && Missing.presumed(object) instanceof Number number) {
            Object next = InvokerHelper.invokeMethod(number, name, arguments);
            return Missing.decided(next, Missing.namesIn(object), name);
        }
        if (name.equals("asBoolean")) {
            return DefaultTypeTransformation.castToBoolean(presumedOf(object));
        }
        if (name.equals("iterator")) {
            return (isEmpty(object) ? List.of() : List.of(Missing.marksOf(object))).iterator();
        }
        if (arguments.length > 0 && arguments[arguments.length - 1] instanceof Closure<?> block) {
            boolean loops = LOOPS.matcher(name).matches();
            boolean never = CHOICES.matcher(name).matches() || loops && isEmpty(object);
            Object last = never ? null : Conditions.by(object, () -> Missing.run(block, object));
            return never || loops ? Missing.marksOf(object) : last;
        }
        if (ANSWERS.containsKey(name) && (arguments.length == 0 || name.equals("matches")) && !isEmpty(object)) {
            return Missing.of(String.join(" ", Missing.namesIn(object)) + " " + name, ANSWERS.get(name));
        }
        if (arguments.length == 0 && name.matches("get[A-Z].*")) {
            return getProperty(object, Character.toLowerCase(name.charAt(3)) + name.substring(4));
        }
        return made(object, name, arguments);
    }

    @Override
    public Object invokeMethod(Object object, String name, Object arguments) {
        return invokeMethod(
                object, name, arguments instanceof Object[] array ? array : new Object[] {arguments});
    }

    @Override
    public Object getProperty(Object object, String property) {
        if (!Missing.isIn(object)) {
            return super.getProperty(object, property);
        }
        String name = Missing.namesIn(object).iterator().next();
        String known = name.split("[ .:]", 2)[0] + "." + property;
        return PROPERTIES.containsKey(known)
                ? Missing.of(name + "." + property, PROPERTIES.get(known))
                : Missing.marksOf(object);
    }

    @Override
    public void setProperty(Object object, String property, Object value) {
        if (!Missing.isIn(object)) {
            super.setProperty(object, property, value);
        }
    }

    /** Returns a text that keeps the mark, a yes or no about the text, or else the bare mark. */
    private Object made(Object object, String name, Object[] arguments) {
        Object result;
        try {
            result = super.invokeMethod(object, name, arguments);
        } catch (RuntimeException e) {
            // The real value may well have this method, or a form that it can read.
            return Missing.isQuestion(name)
                    ? Missing.of(String.join(" ", Missing.namesIn(object)) + " " + name, false)
                    : Missing.marksOf(object);
        }
        if (result instanceof Boolean || name.equals(SPLIT) && Missing.isVariable(object)) {
            return Missing.of(String.join(" ", Missing.namesIn(object)) + " " + name, result);
        }
        return Missing.isIn(result) ? result : Missing.marksOf(object);
    }

    /** A variable that is not set is an empty list, but the parts of any text are one at least. */
    private static boolean isEmpty(Object list) {
        return Missing.presumed(list) == null || Missing.isVariable(list) && !list.toString().contains(" " + SPLIT);
    }

    /** A presumed text must not come back here for its truth. */
    private static Object presumedOf(Object object) {
        Object presumed = Missing.presumed(object);
        return Missing.isIn(presumed) ? Boolean.TRUE : presumed;
    }
}
