package io.jenkins.plugins.aha.tryout.steps;

import io.jenkins.plugins.aha.operation.AhaDefaults;
import io.jenkins.plugins.aha.tryout.build.Frame;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code withAha}: gives parameters to the plugin's steps in its block. Thread-safe. */
final class AhaBlock {
    static final String STEP = "withAha";

    private AhaBlock() {}

    /** Returns a step's parameters with those that the blocks around it give. */
    static Map<String, Object> withDefaults(String step, Map<String, Object> given) {
        Map<String, Object> parameters = new LinkedHashMap<>(given);
        if (Frame.current().defaults() != null) {
            Frame.current().defaults().addTo(step, parameters);
        }
        return parameters;
    }

    /** Runs the block, and returns what it returns. */
    static Object run(Steps.Call call, Steps steps) throws Exception {
        AhaDefaults defaults = AhaDefaults.within(Frame.current().defaults(), call.named());
        steps.open(STEP, "");
        try {
            return Frame.current().with(defaults).run(call::runBody);
        } finally {
            steps.close(STEP);
        }
    }
}
