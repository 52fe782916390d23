package io.jenkins.plugins.aha.tryout;

import groovy.lang.Closure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Runs {@code pipeline { … }}. */
final class DeclarativePipeline {
    private static final String[] MEANINGLESS = {"agent", "tools", "triggers", "libraries", "input"};

    private final Console console;
    private final BuildState build;
    private final Steps steps;

    DeclarativePipeline(Console console, BuildState build, Steps steps) {
        this.console = console;
        this.build = build;
        this.steps = steps;
    }

    void addTo(Steps all) {
        all.add("pipeline", call -> {
            run(call.body());
            return null;
        });
    }

    private void run(Closure<?> body) throws Exception {
        Stage whole = new Stage("");
        new Directives("pipeline")
                .ignore(MEANINGLESS)
                .onBlock("options", options -> readOptions(options, whole))
                .onBlock("parameters", this::readParameters)
                .onBlock("environment", block -> whole.environment = block)
                .on("agent", arguments -> whole.agent = true)
                .onBlock("stages", block -> whole.stages = block)
                .onBlock("post", block -> whole.post = block)
                .read(body);
        if (!whole.agent) {
            throw new PipelineFailure("A declarative pipeline needs 'agent any' or 'agent none'.");
        }
        perform(whole);
    }

    /** What is known of a stage, or of the whole pipeline. */
    private static final class Stage {
        private final String name;
        private Closure<?> environment;
        private Closure<?> when;
        private Closure<?> steps;
        private Closure<?> stages;
        private Closure<?> parallel;
        private Closure<?> post;
        private Object[] timeout;
        private Object retry;
        private boolean failFast;
        private boolean agent;

        Stage(String name) {
            this.name = name;
        }
    }

    private void readOptions(Closure<?> options, Stage stage) {
        new Directives("options")
                .on("timeout", arguments -> stage.timeout = arguments)
                .on("retry", arguments -> stage.retry = arguments[0])
                .on("parallelsAlwaysFailFast", arguments -> stage.failFast = true)
                .ignore(
                        "buildDiscarder",
                        "disableConcurrentBuilds",
                        "disableResume",
                        "skipDefaultCheckout",
                        "skipStagesAfterUnstable",
                        "timestamps",
                        "ansiColor",
                        "quietPeriod",
                        "preserveStashes",
                        "durabilityHint",
                        "newContainerPerStage")
                .on("logRotator", arguments -> {})
                .read(options);
    }

    private void readParameters(Closure<?> parameters) {
        Directives directives = new Directives("parameters");
        for (String type : BuildState.PARAMETER_TYPES) {
            directives.on(type, arguments -> build.define(type, (Map<?, ?>) arguments[0]));
        }
        directives.read(parameters);
    }

    private void perform(Stage stage) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        if (stage.environment != null) {
            Directives block = new Directives("environment")
                    .onAssignment((name, value) -> variables.put(name, ParameterSteps.valueOf(value)));
            // A variable may be made of those before it.
            Frame.current().defining(variables).run(() -> {
                block.read(stage.environment);
                return null;
            });
        }
        Frame.current().withVariables(variables).run(() -> {
            Exception failure = null;
            try {
                within(stage, () -> {
                    body(stage);
                    return null;
                });
            } catch (Exception e) {
                failure = e;
                build.worsen(
                        e instanceof PipelineFailure.Aborted ? BuildState.Result.ABORTED : BuildState.Result.FAILURE);
            }
            if (stage.post != null) {
                post(stage.post, failure);
            }
            if (failure != null) {
                throw failure;
            }
            return null;
        });
    }

    /** The options timeout and retry around a stage. */
    private void within(Stage stage, Callable<Object> body) throws Exception {
        Callable<Object> retried = stage.retry == null ? body : () -> steps.call("retry", stage.retry, closure(body));
        if (stage.timeout == null) {
            retried.call();
        } else {
            steps.call("timeout", stage.timeout[0], closure(retried));
        }
    }

    private Closure<Object> closure(Callable<Object> body) {
        return new Closure<>(this) {
            private static final long serialVersionUID = 1L;

            @Override
            public Object call(Object... arguments) {
                try {
                    return body.call();
                } catch (Exception e) {
                    throw Steps.sneaky(e);
                }
            }

            @Override
            public Object call() {
                return call(new Object[0]);
            }
        };
    }

    private void body(Stage stage) throws Exception {
        if (stage.stages != null) {
            List<Object[]> all = new ArrayList<>();
            new Directives("stages").on("stage", all::add).read(stage.stages);
            runStages(all);
        } else if (stage.parallel != null) {
            parallel(stage);
        } else if (stage.steps != null) {
            stage.steps.call();
        } else if (stage.name.isEmpty()) {
            throw new PipelineFailure("A declarative pipeline needs stages { … }.");
        } else {
            throw new PipelineFailure(
                    "The stage '" + stage.name + "' needs one of steps { … }, stages { … } and parallel { … }.");
        }
    }

    private void runStages(List<Object[]> all) throws Exception {
        for (int done = 0; done < all.size(); done++) {
            try {
                runStage(all.get(done));
            } catch (Exception e) {
                for (Object[] left : all.subList(done + 1, all.size())) {
                    console.line("Stage \"" + left[0] + "\" skipped due to earlier failure(s)");
                }
                throw e;
            }
        }
    }

    private void runStage(Object[] arguments) throws Exception {
        Stage stage = readStage(arguments);
        Frame.current().inStage(stage.name).run(() -> {
            runStage(stage);
            return null;
        });
    }

    private void runStage(Stage stage) throws Exception {
        steps.open("stage", stage.name);
        try {
            if (stage.when != null && !new WhenCondition(build, console).holds(stage.when)) {
                console.line("Stage \"" + stage.name + "\" skipped due to when conditional");
            } else {
                perform(stage);
            }
        } finally {
            steps.close("stage");
        }
    }

    private Stage readStage(Object[] arguments) {
        Stage stage = new Stage(String.valueOf(arguments[0]));
        new Directives("stage")
                .ignore(MEANINGLESS)
                .onBlock("options", options -> readOptions(options, stage))
                .onBlock("environment", block -> stage.environment = block)
                .onBlock("when", block -> stage.when = block)
                .onBlock("steps", block -> stage.steps = block)
                .onBlock("stages", block -> stage.stages = block)
                .onBlock("parallel", block -> stage.parallel = block)
                .onBlock("post", block -> stage.post = block)
                .on("failFast", flags -> stage.failFast = Boolean.TRUE.equals(flags[0]))
                .read((Closure<?>) arguments[arguments.length - 1]);
        return stage;
    }

    private void parallel(Stage stage) {
        Map<String, Object> branches = new LinkedHashMap<>();
        new Directives("parallel")
                .on(
                        "stage",
                        arguments -> branches.put(String.valueOf(arguments[0]), closure(() -> {
                            runStage(arguments);
                            return null;
                        })))
                .read(stage.parallel);
        if (stage.failFast) {
            branches.put("failFast", true);
        }
        steps.call("parallel", branches);
    }

    private void post(Closure<?> post, Exception failure) {
        BuildState.Result result = build.result();
        Directives directives = new Directives("post");
        Map<String, Boolean> conditions = new LinkedHashMap<>();
        conditions.put("always", true);
        conditions.put("changed", false);
        conditions.put("fixed", false);
        conditions.put("regression", failure != null);
        conditions.put("aborted", result == BuildState.Result.ABORTED);
        conditions.put("failure", result == BuildState.Result.FAILURE);
        conditions.put("success", result == BuildState.Result.SUCCESS);
        conditions.put("unstable", result == BuildState.Result.UNSTABLE);
        conditions.put("unsuccessful", result != BuildState.Result.SUCCESS);
        conditions.put("cleanup", true);
        Map<String, Closure<?>> blocks = new LinkedHashMap<>();
        conditions.keySet().forEach(name -> directives.onBlock(name, block -> blocks.put(name, block)));
        directives.read(post);
        conditions.forEach((name, holds) -> {
            if (holds && blocks.containsKey(name)) {
                blocks.get(name).call();
            }
        });
    }
}
