package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Closure;
import groovy.lang.MetaMethod;
import groovy.lang.MissingPropertyException;
import groovy.lang.Script;

/**
 * The base class of scripts. What is neither a method nor a variable of the script reaches the pipeline's {@link
 * Variables} and steps.
 */
public abstract class JenkinsfileScript extends Script {
    /** The method below, as {@link HiddenCalls} puts it into the script. */
    public static final String RECEIVER = "objectNamed";

    /** Returns the object of which a method is called, by a name that the script does not declare. */
    public Object objectNamed(String name, Closure<?> lookUp) {
        try {
            return lookUp.call();
        } catch (MissingPropertyException e) {
            if (!name.equals(e.getProperty())) {
                throw e;
            }
            return variables().receiver(name);
        }
    }

    /** Called by Groovy for a method that the script does not have. */
    public Object methodMissing(String name, Object arguments) {
        Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
        String plain = HiddenCalls.plain(name);
        MetaMethod own = plain.equals(name) ? null : getMetaClass().getMetaMethod(plain, all);
        return own != null && own.getDeclaringClass().getTheClass() == getClass()
                ? own.doMethodInvoke(this, all)
                : variables().call(plain, all);
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
