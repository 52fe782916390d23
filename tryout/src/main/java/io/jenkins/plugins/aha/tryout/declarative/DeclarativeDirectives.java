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

    private static final Set<String> PIPELINE_ONLY = Set.of(
            "buildDiscarder", "checkoutToSubdirectory", "disableConcurrentBuilds", "disableRestartFromStage",
            "disableResume", "durabilityHint", "newContainerPerStage", "overrideIndexTriggers",
            "parallelsAlwaysFailFast", "preserveStashes", "quietPeriod", "rateLimitBuilds", "skipStagesAfterUnstable");

    private final BiConsumer<ASTNode, String> errors;
    private final StepParameters parameters;

    /**
     * @param errors takes places and sentences
     */
    public DeclarativeDirectives(BiConsumer<ASTNode, String> errors) {
        this.errors = errors;
        this.parameters = new StepParameters(errors);
    }

    /**
     * Checks the directives that a pipeline, a stage and a matrix can have.
     *
     * @param inStage whether options are those of a stage
     */
    public void check(Map<String, Block> sections, boolean inStage) {
        for (String name : List.of("options", "triggers", "parameters", "libraries", "tools")) {
            if (sections.containsKey(name)) {
                calls(sections.get(name), inStage);
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
        if (input != null) {
            unique(input, "Multiple occurrences of the %s section");
        }
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

    private void calls(Block section, boolean inStage) {
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
            } else if (one.equals("option") && inStage && PIPELINE_ONLY.contains(call.name())) {
                error(statement, "Invalid option type \"" + call.name() + "\". It is an option of pipelines, not of stages.");
            } else if (one.equals("option") && Set.of("parameters", "triggers").contains(call.name())) {
                error(statement, ("The \"%1$s\" job property can't be used in the \"options\" directive. Use the \"%1$s"
                        + " {...}\" directive instead.").formatted(call.name()));
            } else {
                parameters.checkCall(call, one.equals("option") ? "" : section.name() + ".");
            }
        }
        if (Set.of("options", "triggers").contains(section.name())) {
            unique(section, "Duplicate " + section.name().replaceFirst("s$", "") + " name: \"%s\"");
        }
    }

    private void unique(Block section, String sentence) {
        Set<String> seen = new HashSet<>();
        for (Statement statement : section.inner()) {
            String name = Block.nameOf(statement);
            if (name != null && !seen.add(name)) {
                error(statement, sentence.formatted(name));
            }
        }
    }

    private void environment(Block environment) {
        if (environment.inner().isEmpty()) {
            error(environment.place(), "No variables specified for environment");
        }
        Set<String> seen = new HashSet<>();
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
            BinaryExpression pairing = (BinaryExpression) ((ExpressionStatement) statement).getExpression();
            String name = ((VariableExpression) pairing.getLeftExpression()).getName();
            if (!seen.add(name)) {
                error(statement, "Duplicate environment variable name: \"" + name + "\"");
            }
            value(pairing.getRightExpression());
        }
    }

    private void value(Expression value) {
        if (value instanceof MethodCallExpression call && "$".equals(call.getMethodAsString())) {
            error(value, "${…} cannot be used as a value directly. Did you mean \"${…}\"? (add quotes)");
        } else if (value instanceof BinaryExpression sum) {
            joined(sum);
        } else if (!isText(value) && !(value instanceof MethodCallExpression)) {
            error(value, "Environment variable values must either be single quoted, double quoted, or function calls.");
        }
    }

    private void joined(BinaryExpression sum) {
        if (!sum.getOperation().getText().equals("+")) {
            error(sum, "Environment variable values can only be joined together with ‘+’s.");
            return;
        }
        if (sum.getLeftExpression() instanceof BinaryExpression left) {
            joined(left);
        }
        for (Expression part : List.of(sum.getLeftExpression(), sum.getRightExpression())) {
            if (!isText(part) && !(part instanceof BinaryExpression && part == sum.getLeftExpression())) {
                error(part, "Environment variable values to be concatenated together must be single or double quoted.");
            }
        }
    }

    private static boolean isText(Expression value) {
        return value instanceof ConstantExpression || value instanceof GStringExpression;
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
                nested(condition);
            } else if (condition.name().equals("expression") && condition.body() == null) {
                error(statement, "When step without a block");
            } else if (condition.body() != null && parameters.knows("when." + condition.name())) {
                error(statement, "No children when conditions are allowed for when condition \"" + condition.name() + "\".");
            } else {
                parameters.check(condition, "when.");
            }
        }
    }

    private void nested(Block condition) {
        String name = "Nested when condition \"" + condition.name() + "\"";
        if (!condition.arguments().isEmpty()) {
            error(condition.place(), "No additional arguments are allowed for children when condition \""
                    + condition.name() + "\".");
        }
        if (condition.name().equals("not") && condition.inner().size() > 1) {
            error(condition.place(), name + " requires exactly 1 child condition(s).");
        }
        when(condition, name + " requires at least one child condition.");
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
