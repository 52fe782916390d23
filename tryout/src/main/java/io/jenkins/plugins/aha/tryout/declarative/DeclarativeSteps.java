package io.jenkins.plugins.aha.tryout.declarative;

import io.jenkins.plugins.aha.tryout.steps.Steps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Checks {@code steps { … }} and the blocks of {@code post} in a Declarative pipeline, where only steps may stand. */
public final class DeclarativeSteps {
    private static final Map<String, String> NOT_ALLOWED = Map.of(
            "stage", "The stage step cannot be used in Declarative Pipelines",
            "properties", "The properties step cannot be used in Declarative Pipelines",
            "parallel", "The parallel step can only be used as the only top-level step in a stage's step block");

    /** Blocks in which a step without a node fails the stage. Others bring a node, or catch the failure. */
    private static final Set<String> AROUND = Set.of("timeout", "retry", "withEnv", "withCredentials", "withAha", "script");

    private final BiConsumer<ASTNode, String> errors;
    private final boolean node;

    /**
     * @param errors takes places and sentences
     * @param node whether steps that need one have a node, or may have
     */
    public DeclarativeSteps(BiConsumer<ASTNode, String> errors, boolean node) {
        this.errors = errors;
        this.node = node;
    }

    /**
     * @param top whether the block may consist of a {@code parallel} alone
     */
    public void check(Block block, boolean top) {
        if (block.inner().isEmpty()) {
            errors.accept(block.place(), "No steps specified for branch");
        }
        boolean alone = top && block.inner().size() == 1;
        block.inner().forEach(statement -> step(statement, alone, node));
    }

    private void step(Statement statement, boolean parallelAllowed, boolean node) {
        Block step = Block.of(statement);
        if (step == null) {
            boolean onObject = statement instanceof ExpressionStatement only
                    && only.getExpression() instanceof MethodCallExpression;
            errors.accept(
                    statement,
                    onObject ? "Method calls on objects not allowed outside \"script\" blocks." : "Expected a step");
            return;
        }
        if (step.name().equals("parallel") && parallelAllowed) {
            branches(step, node);
            return;
        }
        if (NOT_ALLOWED.containsKey(step.name())) {
            errors.accept(
                    statement,
                    "Invalid step \"" + step.name() + "\" used - not allowed in this context - "
                            + NOT_ALLOWED.get(step.name()));
            return;
        }
        if (!node && Steps.ON_A_NODE.contains(step.name())) {
            errors.accept(statement, "Attempted to execute a step that requires a node context while ‘agent none’ was"
                    + " specified. Be sure to specify your own ‘node { ... }’ blocks when using ‘agent none’.");
        }
        if (step.name().equals("script")) {
            if (step.body() == null) {
                errors.accept(statement, "Script step without a block");
            } else if (step.inner().isEmpty()) {
                errors.accept(statement, "Groovy compilation error(s) in script: the block is empty.");
            }
            if (!node) {
                needsNode(step);
            }
            return;
        }
        boolean inside = node || !AROUND.contains(step.name());
        new StepParameters(errors).check(step, "");
        step.inner().forEach(inner -> step(inner, false, inside));
    }

    /** The steps of a script that run in any case. */
    private void needsNode(Block script) {
        for (Statement statement : script.inner()) {
            Block step = Block.of(statement);
            if (step == null || step.name().equals("node")) {
                return;
            }
            if (Steps.ON_A_NODE.contains(step.name())) {
                step(statement, false, false);
            }
        }
    }

    private void branches(Block parallel, boolean node) {
        if (parallel.arguments().isEmpty()) {
            errors.accept(parallel.place(), "No steps specified for branch");
        }
        for (Expression argument : parallel.arguments()) {
            if (argument instanceof MapExpression map) {
                for (MapEntryExpression entry : map.getMapEntryExpressions()) {
                    if (entry.getValueExpression() instanceof ClosureExpression body) {
                        new Block("branch", List.of(), body, parallel.place())
                                .inner()
                                .forEach(inner -> step(inner, false, node));
                    } else if (!entry.getKeyExpression().getText().equals("failFast")) {
                        errors.accept(entry, "Expected closure or failFast");
                    } else if (entry.getValueExpression() instanceof ConstantExpression flag
                            && !(flag.getValue() instanceof Boolean)) {
                        errors.accept(entry, "Expected a boolean with failFast");
                    }
                }
            }
        }
    }
}
