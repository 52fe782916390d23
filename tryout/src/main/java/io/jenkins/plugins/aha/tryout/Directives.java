package io.jenkins.plugins.aha.tryout;

import groovy.lang.Closure;
import groovy.lang.GroovyObjectSupport;
import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The inside of a Declarative block: which directives it has, and what an assignment in it means. */
final class Directives extends GroovyObjectSupport {
    private final String block;
    private final Map<String, Consumer<Object[]>> known = new LinkedHashMap<>();
    private BiConsumer<String, Object> assignment;
    private boolean reading;

    Directives(String block) {
        this.block = block;
    }

    Directives on(String name, Consumer<Object[]> directive) {
        known.put(name, directive);
        return this;
    }

    /** A directive that has a block. */
    Directives onBlock(String name, Consumer<Closure<?>> directive) {
        return on(name, arguments -> directive.accept((Closure<?>) arguments[arguments.length - 1]));
    }

    /** Directives that mean nothing here. */
    Directives ignore(String... names) {
        for (String name : names) {
            known.put(name, arguments -> {});
        }
        return this;
    }

    Directives onAssignment(BiConsumer<String, Object> meaning) {
        assignment = meaning;
        return this;
    }

    /** Reads a block. Blocks inside it run later, when calls must pass by this object to the script. */
    void read(Closure<?> body) {
        Closure<?> copy = (Closure<?>) body.clone();
        copy.setDelegate(this);
        copy.setResolveStrategy(Closure.DELEGATE_FIRST);
        reading = true;
        try {
            copy.call();
        } finally {
            reading = false;
        }
    }

    @Override
    public Object invokeMethod(String name, Object arguments) {
        Object[] all = arguments instanceof Object[] array ? array : new Object[] {arguments};
        Consumer<Object[]> directive = reading ? known.get(name) : null;
        if (directive != null) {
            directive.accept(all);
            return null;
        }
        if (!reading || assignment != null) {
            // A value in an environment block may be made by a step.
            throw new MissingMethodException(name, Directives.class, all);
        }
        throw new PipelineFailure("'" + name + "' cannot stand in " + block + "; there may be "
                + String.join(", ", known.keySet()) + ".");
    }

    @Override
    public void setProperty(String name, Object value) {
        if (!reading) {
            throw new MissingPropertyException(name, Directives.class);
        }
        if (assignment == null) {
            throw new PipelineFailure("'" + name + " = …' cannot stand in " + block);
        }
        assignment.accept(name, value);
    }

    @Override
    public Object getProperty(String name) {
        throw new MissingPropertyException(name, Directives.class);
    }
}
