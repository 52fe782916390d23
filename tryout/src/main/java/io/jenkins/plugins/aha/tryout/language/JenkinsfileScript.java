package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Closure;
import groovy.lang.MetaMethod;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;
import java.io.File;

/**
 * The base class of scripts. What is neither a method nor a variable of the script reaches the pipeline's {@link
 * Variables} and steps.
 */
public abstract class JenkinsfileScript extends Script {
    /** The method below, as {@link HiddenCalls} puts it into the script. */
    public static final String RECEIVER = "objectNamed";

    /**
     * Returns the object of which a method is called, by a name that the script does not declare.
     *
     * @param meant a similar name that it does declare; null for none
     */
    public Object objectNamed(String name, String meant, Closure<?> lookUp) {
        try {
            return lookUp.call();
        } catch (MissingPropertyException e) {
            if (!name.equals(e.getProperty())) {
                throw e;
            }
            return variables().receiver(name, meant);
        }
    }

    /** Called by Groovy for a method that the script does not have. */
    public Object methodMissing(String name, Object arguments) {
        Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
        String plain = HiddenCalls.plain(name);
        MetaMethod own = plain.equals(name) ? null : getMetaClass().getMetaMethod(plain, all);
        if (own != null && own.getDeclaringClass().getTheClass() == getClass()) {
            return own.doMethodInvoke(this, all);
        }
        boolean known = getMetaClass().respondsTo(this, plain).stream()
                .anyMatch(method -> method.getDeclaringClass().getTheClass() == getClass());
        return variables().call(plain, all, known);
    }

    @Override
    public Object evaluate(String text) {
        Script script = variables().compile(text);
        script.setBinding(getBinding());
        return script.run();
    }

    @Override
    public Object evaluate(File file) {
        return Operators.leftOut("evaluate()");
    }

    @Override
    public void run(File file, String[] arguments) {
        Operators.leftOut("run()");
    }

    @Override
    public void printf(String format, Object value) {
        print(String.format(format, value));
    }

    @Override
    public void printf(String format, Object[] values) {
        print(String.format(format, values));
    }

    @Override
    public void println(Object value) {
        methodMissing("println", value);
    }

    @Override
    public void println() {
        methodMissing("println", new Object[0]);
    }

    @Override
    public void print(Object value) {
        methodMissing("print", value);
    }

    private Variables variables() {
        return (Variables) getBinding();
    }
}
