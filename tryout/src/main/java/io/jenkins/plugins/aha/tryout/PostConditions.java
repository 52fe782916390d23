package io.jenkins.plugins.aha.tryout;

import groovy.lang.Closure;
import io.jenkins.plugins.aha.tryout.BuildState.Result;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs {@code post { … }} of a Declarative pipeline or stage. */
final class PostConditions {
    private final Console console;
    private final BuildState build;
    private final Steps steps;

    PostConditions(Console console, BuildState build, Steps steps) {
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
    Throwable ofPipeline(Closure<?> post, Throwable failure) {
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
    Throwable ofStage(Closure<?> post, Throwable failure) {
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
        Result meanwhile = build.result().combinedWith(resultOf(failure));
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
        Result result = build.result().combinedWith(resultOf(failure));
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

    /** The result that a failure gives the build. */
    static Result resultOf(Throwable failure) {
        if (failure == null) {
            return Result.SUCCESS;
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
