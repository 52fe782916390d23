package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MetaMethod;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.language.JenkinsfileScript;
import io.jenkins.plugins.aha.tryout.steps.Steps;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.codehaus.groovy.runtime.InvokerHelper;

/**
 * The inside of a Declarative block: which directives it has, and what an assignment in it means. {@link
 * DeclarativeCheck} has already refused what Jenkins does not know.
 */
public final class Directives extends GroovyObjectSupport {
    private final String block;
    private final Map<String, Consumer<Object[]>> known = new LinkedHashMap<>();
    private BiConsumer<String, Object[]> any;
    private BiConsumer<String, Object> assignment;
    private boolean reading;
    private Object script;

    public Directives(String block) {
        this.block = block;
    }

    public Directives on(String name, Consumer<Object[]> directive) {
        known.put(name, directive);
        return this;
    }

    /** Returns a directive that has a block. */
    public Directives onBlock(String name, Consumer<Closure<?>> directive) {
        return on(name, arguments -> directive.accept(Steps.blockOf(arguments)));
    }

    /** Takes the directives that no other takes. */
    public Directives onAny(BiConsumer<String, Object[]> directive) {
        any = directive;
        return this;
    }

    /** Directives that mean nothing here. */
    public Directives ignore(String... names) {
        for (String name : names) {
            known.put(name, arguments -> {});
        }
        return this;
    }

    public Directives onAssignment(BiConsumer<String, Object> meaning) {
        assignment = meaning;
        return this;
    }

    /** Reads a block. Blocks inside it run later, when calls must pass by this object to the script. */
    public void read(Closure<?> body) {
        Closure<?> copy = (Closure<?>) body.clone();
        copy.setDelegate(this);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        reading = true;
        script = body.getThisObject();
        try {
            copy.call();
        } finally {
            reading = false;
        }
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
        if (!reading || assignment != null) {
            // A value in an environment block may be made by a step.
            throw new MissingMethodException(name, Directives.class, all);
        }
        Consumer<Object[]> directive = known.get(name);
        if (directive == null && isOfScript(name, all)) {
            // A value of a directive may be made by a method of the script.
            throw new MissingMethodException(name, Directives.class, all);
        }
        if (directive != null) {
            directive.accept(all);
        } else if (any != null) {
            any.accept(name, all);
        } else {
            Frame.current().leftOut().add(LeftOut.Kind.DIRECTIVE, block + " " + name);
        }
        return null;
    }

    private boolean isOfScript(String name, Object[] arguments) {
        MetaMethod method = InvokerHelper.getMetaClass(script).getMetaMethod(name, arguments);
        return name.equals(JenkinsfileScript.RECEIVER)
                || method != null && method.getDeclaringClass().getTheClass() == script.getClass();
    }

    @Override
    public void setProperty(String name, Object value) {
        if (!reading || assignment == null) {
            throw new MissingPropertyException(name, Directives.class);
        }
        assignment.accept(name, value);
    }

    @Override
    public Object getProperty(String name) {
        throw new MissingPropertyException(name, Directives.class);
    }
}
