package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a Declarative pipeline says of a stage; of one without a name, of the whole pipeline. */
public final class Stage {
    private static final String[] WITHOUT_EFFECT = {"tools", "triggers", "libraries"};
    private static final Set<String> OPTIONS = Set.of(
            "buildDiscarder", "disableConcurrentBuilds", "disableResume", "skipDefaultCheckout", "timestamps", "quietPeriod",
            "preserveStashes", "durabilityHint", "newContainerPerStage", "logRotator", "ansiColor", "checkoutToSubdirectory",
            "disableRestartFromStage", "rateLimitBuilds", "overrideIndexTriggers", "parallelsAlwaysFailFast",
            "skipStagesAfterUnstable", "timeout", "retry", "withAha");

    public final String name;
    private final Map<String, Object[]> options = new LinkedHashMap<>();
    private Closure<?> optionsBlock;
    public Closure<?> environment;
    public Closure<?> when;
    public Closure<?> steps;
    public Closure<?> stages;
    public Closure<?> parallel;
    public Closure<?> matrix;
    public Closure<?> axes;
    public Closure<?> excludes;
    public Closure<?> post;
    public Closure<?> input;
    public Closure<?> parameters;
    public boolean failFast;

    /** Null where the stage says nothing of it. */
    public Boolean node;

    private Stage(String name) {
        this.name = name;
    }

    /** Reads the inside of {@code pipeline}, {@code stage} or {@code matrix}. */
    public static Stage read(String name, Closure<?> body) {
        Stage stage = new Stage(name);
        new Directives("stage")
                .ignore(WITHOUT_EFFECT)
                .on("agent", stage::agent)
                .onBlock("options", block -> stage.optionsBlock = block)
                .onBlock("parameters", block -> stage.parameters = block)
                .onBlock("environment", block -> stage.environment = block)
                .onBlock("when", block -> stage.when = block)
                .onBlock("steps", block -> stage.steps = block)
                .onBlock("stages", block -> stage.stages = block)
                .onBlock("parallel", block -> stage.parallel = block)
                .onBlock("matrix", block -> stage.matrix = block)
                .onBlock("axes", block -> stage.axes = block)
                .onBlock("excludes", block -> stage.excludes = block)
                .onBlock("post", block -> stage.post = block)
                .onBlock("input", block -> stage.input = block)
                .on("failFast", flags -> stage.failFast = Boolean.TRUE.equals(flags[0]))
                .read(body);
        return stage;
    }

    /** Returns the arguments of each option. They are evaluated on the first call, when parameters are known. */
    public Map<String, Object[]> options() {
        Closure<?> block = optionsBlock;
        optionsBlock = null;
        if (block != null) {
            readOptions(block);
        }
        return options;
    }

    /** Returns the same for a cell of a matrix. */
    public Stage as(String cell) {
        Stage copy = new Stage(cell);
        copy.options.putAll(options());
        copy.environment = environment;
        copy.when = when;
        copy.stages = stages;
        copy.post = post;
        copy.input = input;
        copy.node = node;
        return copy;
    }

    private void agent(Object[] arguments) {
        node = !List.of(arguments).equals(List.of("none"));
    }

    private void readOptions(Closure<?> block) {
        new Directives("options")
                .onAny((option, arguments) -> {
                    options.put(option, arguments);
                    if (!OPTIONS.contains(option)) {
                        Frame.current().leftOut().add(LeftOut.Kind.DIRECTIVE, "option " + option);
                    }
                })
                .read(block);
    }
}
