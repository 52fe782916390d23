package io.jenkins.plugins.aha.tryout.declarative;

import groovy.lang.Closure;
import hudson.model.Result;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Sentences;
import io.jenkins.plugins.aha.tryout.steps.Steps;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Runs {@code post { … }} of a Declarative pipeline or stage. */
public final class PostConditions {
    private final Console console;
    private final BuildState build;
    private final Steps steps;

    public PostConditions(Console console, BuildState build, Steps steps) {
        this.console = console;
        this.build = build;
        this.steps = steps;
    }

    /**
     * Runs the conditions of the whole pipeline in a stage of their own.
     *
     * @param failure what failed before; null for nothing
     * @return the first failure, or null
     */
    public Throwable ofPipeline(Closure<?> post, Throwable failure) {
        Map<String, Closure<?>> blocks = blocks(post);
        if (blocks.keySet().stream().noneMatch(condition -> holds(condition, failure))) {
            return failure;
        }
        steps.open("stage", "Declarative: Post Actions");
        try {
            return run(blocks, failure);
        } finally {
            steps.close("stage");
        }
    }

    /** Runs the conditions of a stage; otherwise like {@link #ofPipeline}. */
    public Throwable ofStage(Closure<?> post, Throwable failure) {
        Map<String, Closure<?>> blocks = blocks(post);
        if (blocks.keySet().stream().anyMatch(condition -> holds(condition, failure))) {
            console.line("Post stage");
        }
        return run(blocks, failure);
    }

    private Throwable run(Map<String, Closure<?>> blocks, Throwable before) {
        Throwable failure = before;
        for (String condition : DeclarativeDirectives.POST_CONDITIONS) {
            if (blocks.containsKey(condition) && holds(condition, failure)) {
                Throwable own = run(condition, blocks.get(condition), failure);
                failure = failure == null ? own : failure;
            }
        }
        return failure;
    }

    /** Runs one block, which sees the result that the failure will give; after it the result is as before. */
    private Throwable run(String condition, Closure<?> block, Throwable failure) {
        Result before = build.resultSet() ? build.result() : null;
        Result meanwhile = build.result().combine(resultOf(failure));
        build.restore(meanwhile);
        // A time-out was for what is over now.
        Thread.interrupted();
        try {
            Frame.current().afterwards().run(() -> block.call());
            return null;
        } catch (Exception e) {
            console.line("Error when executing " + condition + " post condition:");
            console.line(Sentences.of(e));
            return e;
        } finally {
            if (build.result() == meanwhile) {
                build.restore(before);
            }
        }
    }

    private boolean holds(String condition, Throwable failure) {
        Result own = failure == null ? Frame.current().stageResult() : resultOf(failure);
        Result result = build.result().combine(own);
        return switch (condition) {
            // There is no earlier build.
            case "always", "cleanup", "changed" -> true;
            case "aborted" -> result == Result.ABORTED;
            case "success" -> result == Result.SUCCESS;
            case "unsuccessful" -> result != Result.SUCCESS;
            case "unstable" -> result == Result.UNSTABLE;
            case "failure" -> result == Result.FAILURE;
            case "notBuilt" -> result == Result.NOT_BUILT;
            default -> false;
        };
    }

    /** Returns the result that a failure gives the build. */
    public static Result resultOf(Throwable failure) {
        if (failure == null) {
            return Result.SUCCESS;
        }
        if (failure instanceof FlowInterruptedException interruption) {
            return interruption.getResult();
        }
        return failure instanceof InterruptedException ? Result.ABORTED : Result.FAILURE;
    }

    private static Map<String, Closure<?>> blocks(Closure<?> post) {
        Map<String, Closure<?>> blocks = new LinkedHashMap<>();
        if (post != null) {
            Directives directives = new Directives("post");
            DeclarativeDirectives.POST_CONDITIONS.forEach(
                    name -> directives.onBlock(name, block -> blocks.put(name, block)));
            directives.read(post);
        }
        return blocks;
    }
}
