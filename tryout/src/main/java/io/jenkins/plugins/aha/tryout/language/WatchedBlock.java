package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Set;

/** A block of a script that notes which missing values its answers depend on. Not thread-safe. */
final class WatchedBlock extends Closure<Object> {
    private static final long serialVersionUID = 1L;

    private final Closure<?> block;
    private final transient Set<String> decisive;

    WatchedBlock(Closure<?> block, Set<String> decisive) {
        super(block.getOwner(), block.getThisObject());
        this.block = block;
        this.decisive = decisive;
        maximumNumberOfParameters = block.getMaximumNumberOfParameters();
        parameterTypes = block.getParameterTypes();
    }

    @Override
    public Object call(Object... arguments) {
        Object answer = block.call(arguments);
        if (Missing.isIn(answer)) {
            decisive.addAll(Missing.namesIn(answer));
        }
        return answer;
    }

    @Override
    public Object call(Object argument) {
        return call(new Object[] {argument});
    }
}
