package io.jenkins.plugins.aha.tryout.declarative;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.GStringExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/** Checks the directives of a Declarative pipeline; see {@link DeclarativeCheck}. */
public final class DeclarativeDirectives {
    /** In the order in which Jenkins runs them. */
    public static final List<String> POST_CONDITIONS = List.of(
            "always", "changed", "fixed", "regression", "aborted", "success", "unsuccessful", "unstable", "failure",
            "notBuilt", "cleanup");

    private final BiConsumer<ASTNode, String> errors;

    /**
     * @param errors takes places and sentences
     */
    public DeclarativeDirectives(BiConsumer<ASTNode, String> errors) {
        this.errors = errors;
    }

    /** Checks the directives that a pipeline, a stage and a matrix can have. */
    public void check(Map<String, Block> sections) {
        for (String name : List.of("options", "triggers", "parameters", "libraries", "tools")) {
            if (sections.containsKey(name)) {
                calls(sections.get(name));
            }
        }
        if (sections.containsKey("environment")) {
            environment(sections.get("environment"));
        }
        if (sections.containsKey("when")) {
            when(sections.get("when"), "Empty when closure, remove the property or add some content.");
        }
        if (sections.containsKey("post")) {
            post(sections.get("post"));
        }
        Block input = sections.get("input");
        if (input != null && input.inner().stream().noneMatch(field -> "message".equals(Block.nameOf(field)))) {
            error(input.place(), "No message specified for input");
        }
    }

    /** Checks an agent, and says whether it is none; with none of its own a stage has what is around it. */
    public boolean agent(Block agent, boolean nodeAround) {
        if (agent.body() == null) {
            String kind = agent.first() instanceof VariableExpression variable
                    ? variable.getName()
                    : agent.first() instanceof ConstantExpression text ? String.valueOf(text.getValue()) : "";
            if (!Set.of("any", "none").contains(kind)) {
                error(agent.place(), "Only \"agent none\", \"agent any\" or \"agent {...}\" are allowed.");
            }
            return kind.equals("none") && !nodeAround;
        }
        if (agent.inner().size() != 1) {
            error(
                    agent.place(),
                    agent.inner().isEmpty() ? "Expected an agent" : "Only one agent type is allowed per agent section");
        }
        return false;
    }

    private void calls(Block section) {
        if (section.inner().isEmpty()) {
            error(section.place(), section.name().equals("tools")
                    ? "No tools specified"
                    : section.name() + " can not be empty");
        }
        for (Statement statement : section.inner()) {
            Block call = Block.of(statement);
            String one = section.name().replaceFirst("s$", "").replace("parameter", "build parameter definition");
            if (call == null) {
                error(statement, "Expected a" + (one.startsWith("o") ? "n " : " ") + one);
            } else if (call.body() != null) {
                error(statement, Block.capital(section.name()) + " definitions cannot have blocks");
            }
        }
    }

    private void environment(Block environment) {
        if (environment.inner().isEmpty()) {
            error(environment.place(), "No variables specified for environment");
        }
        for (Statement statement : environment.inner()) {
            boolean pair = statement instanceof ExpressionStatement only
                    && only.getExpression() instanceof BinaryExpression binary
                    && binary.getOperation().getText().equals("=")
                    && binary.getLeftExpression() instanceof VariableExpression;
            if (!pair) {
                error(statement, "\"" + Block.source(statement) + "\" is not a valid environment expression. Use \"key ="
                        + " value\" pairs with valid Java/shell keys.");
                continue;
            }
            Expression value = ((BinaryExpression) ((ExpressionStatement) statement).getExpression()).getRightExpression();
            boolean allowed = value instanceof ConstantExpression
                    || value instanceof GStringExpression
                    || value instanceof MethodCallExpression
                    || value instanceof BinaryExpression sum && sum.getOperation().getText().equals("+");
            if (!allowed) {
                error(statement, "Environment variable values must either be single quoted, double quoted, or function"
                        + " calls.");
            }
        }
    }

    private void when(Block when, String empty) {
        List<Statement> conditions = when.inner().stream()
                .filter(statement -> Block.nameOf(statement) == null
                        || !Block.nameOf(statement).startsWith("before"))
                .toList();
        if (conditions.isEmpty()) {
            error(when.place(), empty);
        }
        for (Statement statement : conditions) {
            Block condition = Block.of(statement);
            if (condition == null) {
                error(statement, "Expected a when condition");
            } else if (Set.of("allOf", "anyOf", "not").contains(condition.name()) && condition.body() != null) {
                when(condition, "Nested when condition \"" + condition.name()
                        + "\" requires at least one child condition.");
            } else if (condition.name().equals("expression") && condition.body() == null) {
                error(statement, "When step without a block");
            }
        }
    }

    private void post(Block post) {
        if (post.inner().isEmpty()) {
            error(post.place(), "post can not be empty");
        }
        Set<String> seen = new HashSet<>();
        for (Statement statement : post.inner()) {
            Block condition = Block.of(statement);
            if (condition == null || condition.body() == null) {
                error(statement, "The ‘post’ section can only contain build condition names with code blocks. Valid"
                        + " condition names are " + POST_CONDITIONS);
            } else if (!POST_CONDITIONS.contains(condition.name())) {
                error(statement, "Invalid condition \"" + condition.name() + "\" - valid conditions are "
                        + POST_CONDITIONS);
            } else if (!seen.add(condition.name())) {
                error(post.place(), "Duplicate build condition name: \"" + condition.name() + "\"");
            } else {
                new DeclarativeSteps(errors, true).check(condition, false);
            }
        }
    }

    private void error(ASTNode place, String sentence) {
        errors.accept(place, sentence);
    }
}
