package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.steps.ParameterSteps;
import io.jenkins.plugins.aha.tryout.steps.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs {@code pipeline { … }}, in the order of Jenkins' ModelInterpreter. */
public final class DeclarativePipeline {
    private final Console console;
    private final BuildState build;
    private final Steps steps;
    private final PostConditions post;

    /** The options of the whole pipeline that matter to its stages. */
    private boolean alwaysFailFast;

    private boolean skipAfterUnstable;

    private boolean ran;

    public DeclarativePipeline(Console console, BuildState build, Steps steps) {
        this.console = console;
        this.build = build;
        this.steps = steps;
        this.post = new PostConditions(console, build, steps);
    }

    public void addTo(Steps all) {
        all.add("pipeline", call -> {
            run(Stage.read("", call.body()));
            return null;
        });
    }

    private void run(Stage whole) throws Exception {
        if (ran) {
            throw Failures.because("A Jenkinsfile has one block pipeline { … }; Jenkins does not run a second one.");
        }
        ran = true;
        if (whole.parameters != null) {
            new Directives("parameters").onAny(this::parameter).read(whole.parameters);
        }
        Frame.current().leftOut().checkedOut();
        alwaysFailFast = whole.options().containsKey("parallelsAlwaysFailFast");
        skipAfterUnstable = whole.options().containsKey("skipStagesAfterUnstable");
        AtomicBoolean postRan = new AtomicBoolean();
        Frame.current().onNode(!Boolean.FALSE.equals(whole.node)).run(() -> {
            try {
                return inEnvironment(whole, () -> {
                    StageOptions.around(whole, steps, () -> {
                        Throwable failure = sequence(whole.stages, null);
                        postRan.set(true);
                        return finished(post.ofPipeline(whole.post, failure));
                    });
                    return null;
                });
            } catch (Exception e) {
                // The environment or an option may fail, too.
                return finished(postRan.get() ? e : post.ofPipeline(whole.post, e));
            }
        });
    }

    private void parameter(String type, Object[] arguments) {
        if (arguments.length == 1 && arguments[0] instanceof Map<?, ?> settings && settings.get("name") != null) {
            build.params().define(type, settings);
            if (!BuildState.PARAMETER_TYPES.contains(type)) {
                Frame.current().leftOut().add(LeftOut.Kind.DIRECTIVE, "parameter " + type);
            }
        }
    }

    private static Object finished(Throwable failure) {
        if (failure != null) {
            throw Failures.unchecked(failure);
        }
        return null;
    }

    /**
     * Runs all stages of a block, after a failure only to say that they are skipped; returns the first failure or null.
     */
    private Throwable sequence(Closure<?> stages, Throwable before) {
        List<Object[]> all = new ArrayList<>();
        new Directives("stages").on("stage", all::add).read(stages);
        return sequence(all.stream().map(DeclarativePipeline::readStage).toList(), before);
    }

    private Throwable sequence(List<Stage> stages, Throwable before) {
        Throwable first = before;
        for (Stage stage : stages) {
            try {
                runStage(stage, first == null ? null : "due to earlier failure(s)");
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    private static Stage readStage(Object[] arguments) {
        return Stage.read(String.valueOf(arguments[0]), Steps.blockOf(arguments));
    }

    private void runStage(Stage stage, String skipped) throws Exception {
        boolean unstable = skipAfterUnstable && build.result() == Result.UNSTABLE;
        String reason =
                skipped == null && unstable ? "due to earlier stage(s) marking the build as unstable" : skipped;
        Frame.current().inStage(stage.name).run(() -> {
            steps.open("stage", stage.name);
            try {
                if (reason != null) {
                    skip(stage, reason);
                } else {
                    StageOptions.around(stage, steps, () -> whenWanted(stage));
                }
            } finally {
                steps.close("stage");
            }
            return null;
        });
    }

    private void skip(Stage stage, String reason) throws Exception {
        console.line("Stage \"" + stage.name + "\" skipped " + reason);
        if (stage.stages != null) {
            List<Object[]> all = new ArrayList<>();
            new Directives("stages").on("stage", all::add).read(stage.stages);
            for (Object[] inner : all) {
                runStage(readStage(inner), reason);
            }
        } else if (stage.parallel != null) {
            sideBySide(stage, inner -> runStage(inner, reason));
        }
    }

    private Object whenWanted(Stage stage) throws Exception {
        WhenCondition condition = new WhenCondition(build, console);
        if (stage.when != null && condition.isEarly(stage.when) && !condition.holds(stage.when)) {
            skip(stage, "due to when conditional");
            return null;
        }
        return Frame.current().withVariables(StageInput.answers(stage.input, steps)).run(() -> {
            if (stage.when != null && !condition.isEarly(stage.when) && !condition.holds(stage.when)) {
                skip(stage, "due to when conditional");
                return null;
            }
            // In a pipeline with an agent, a stage with none still has the pipeline's node.
            Frame place = Boolean.TRUE.equals(stage.node) ? Frame.current().onNode(true) : Frame.current();
            return place.run(() -> inEnvironment(stage, () -> perform(stage)));
        });
    }

    private Object perform(Stage stage) {
        Throwable failure = null;
        try {
            if (stage.stages != null) {
                failure = sequence(stage.stages, null);
            } else if (stage.parallel != null) {
                sideBySide(stage, inner -> runStage(inner, null));
            } else if (stage.matrix != null) {
                cells(stage);
            } else {
                stage.steps.call();
            }
        } catch (Exception e) {
            failure = e;
        }
        return finished(post.ofStage(stage.post, failure));
    }

    /** Work on one stage of several. */
    private interface Work {
        void on(Stage stage) throws Exception;
    }

    private void sideBySide(Stage stage, Work work) {
        Map<String, Object> branches = new LinkedHashMap<>();
        new Directives("parallel")
                .on("stage", arguments -> {
                    Stage inner = readStage(arguments);
                    branches.put(inner.name, StageOptions.block(() -> {
                        work.on(inner);
                        return null;
                    }));
                })
                .read(stage.parallel);
        parallel(branches, stage.failFast);
    }

    private void cells(Stage stage) {
        Stage model = Stage.read("", stage.matrix);
        Map<String, Object> branches = new LinkedHashMap<>();
        for (Map<String, String> cell : Matrix.cells(model)) {
            String name = Matrix.name(cell);
            branches.put(name, StageOptions.block(() -> Frame.current().withVariables(cell).run(() -> {
                runStage(model.as(name), null);
                return null;
            })));
        }
        parallel(branches, stage.failFast);
    }

    private void parallel(Map<String, Object> branches, boolean failFast) {
        if (failFast || alwaysFailFast) {
            branches.put("failFast", true);
        }
        steps.call("parallel", branches);
    }

    private Object inEnvironment(Stage stage, Callable<Object> body) throws Exception {
        Map<String, String> variables = new LinkedHashMap<>();
        if (stage.environment != null) {
            Directives block = new Directives("environment").onAssignment((name, value) -> {
                if (ParameterSteps.isCredential(value)) {
                    variables.putAll(ParameterSteps.ofCredentials(name));
                } else {
                    variables.put(name, String.valueOf(value));
                }
            });
            // A variable may be made of those before it.
            Frame.current().defining(variables).run(() -> {
                block.read(stage.environment);
                return null;
            });
        }
        return Frame.current().withVariables(variables).run(body);
    }
}
