package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.steps.Steps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** The options of a Declarative pipeline or stage that are blocks around it. */
public final class StageOptions {
    private static final List<String> BLOCKS = List.of("timeout", "retry", "lock", "withAha");

    private StageOptions() {}

    /** Runs a stage, or the whole pipeline, inside its options. */
    public static void around(Stage stage, Steps steps, Callable<Object> body) throws Exception {
        Callable<Object> wrapped = body;
        List<String> wrappers = new ArrayList<>(stage.options().keySet());
        wrappers.retainAll(BLOCKS);
        Collections.reverse(wrappers);
        for (String wrapper : wrappers) {
            Callable<Object> inner = wrapped;
            List<Object> arguments = new ArrayList<>(List.of(stage.options().get(wrapper)));
            arguments.add(block(inner));
            wrapped = () -> steps.call(wrapper, arguments.toArray());
        }
        wrapped.call();
    }

    /** Returns a block for a step that runs Java code. */
    public static Closure<Object> block(Callable<Object> body) {
        return new Closure<>(StageOptions.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public Object call(Object... arguments) {
                try {
                    return body.call();
                } catch (Exception e) {
                    throw Failures.unchecked(e);
                }
            }

            @Override
            public Object call() {
                return call(new Object[0]);
            }
        };
    }
}
