package io.jenkins.plugins.aha.tryout.declarative;

import io.jenkins.plugins.aha.tryout.build.Spelling;
import io.jenkins.plugins.aha.tryout.steps.StepArguments;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;

/**
 * Checks the parameters of steps, conditions, options, triggers and build parameters in a Declarative pipeline, as
 * Jenkins does before it runs one.
 */
final class StepParameters {
    private final BiConsumer<ASTNode, String> errors;

    /**
     * @param errors takes places and sentences
     */
    StepParameters(BiConsumer<ASTNode, String> errors) {
        this.errors = errors;
    }

    boolean knows(String step) {
        return StepArguments.of(step) != null;
    }

    /**
     * Checks a step or condition; one that the table does not have is not judged.
     *
     * @param kind what stands before its name in the table
     */
    void check(Block step, String kind) {
        Map<String, String> known = StepArguments.of(kind + step.name());
        List<Expression> given = step.arguments();
        if (known == null) {
            return;
        }
        if (given.size() == 1 && !(given.get(0) instanceof MapExpression)) {
            single(step, known, given.get(0));
        } else if (given.size() > 1) {
            errors.accept(step.place(), "Arguments to \"" + step.name() + "\" must be explicitly named.");
        } else {
            named(step, known, given.isEmpty() ? List.of() : ((MapExpression) given.get(0)).getMapEntryExpressions(), true);
        }
    }

    /** Checks an option, trigger or parameter, of which Jenkins demands less; otherwise like {@link #check}. */
    void checkCall(Block call, String kind) {
        Map<String, String> known = StepArguments.of(kind + call.name());
        List<Expression> given = call.arguments();
        boolean named = given.stream().anyMatch(MapExpression.class::isInstance);
        if (given.size() > 1 && named) {
            errors.accept(call.place(), "Cannot mix named and unnamed arguments");
        } else if (known != null && named) {
            named(call, known, ((MapExpression) given.get(0)).getMapEntryExpressions(), false);
        } else if (known != null) {
            List<String> required = known.values().stream().filter(StepArguments::isRequired).toList();
            if (given.size() > 1) {
                errors.accept(call.place(), "Arguments to \"" + call.name() + "\" must be explicitly named.");
            } else if (required.size() != given.size()) {
                errors.accept(call.place(), "\"" + call.name() + "\" should have " + required.size() + " arguments but has "
                        + given.size() + " arguments instead.");
            } else if (!given.isEmpty()) {
                value(given.get(0), required.get(0), "");
            }
        }
    }

    private void single(Block step, Map<String, String> known, Expression value) {
        List<String> required = known.values().stream().filter(StepArguments::isRequired).toList();
        if (required.size() == 1) {
            value(value, required.get(0), "");
        } else if (step.body() == null) {
            errors.accept(step.place(), "Step does not take a single required parameter - use named parameters instead");
        }
    }

    private void named(
            Block step, Map<String, String> known, List<MapEntryExpression> given, boolean whole) {
        boolean valid = true;
        for (MapEntryExpression entry : given) {
            String name = entry.getKeyExpression().getText();
            if (!known.containsKey(name)) {
                errors.accept(
                        entry,
                        "Invalid parameter \"" + name + "\", did you mean \""
                                + Spelling.nearest(name, known.keySet(), Integer.MAX_VALUE) + "\"?");
                valid = false;
            } else {
                boolean alone = given.size() == 1 && step.body() == null && StepArguments.isRequired(known.get(name));
                valid &= value(entry.getValueExpression(), known.get(name), alone ? "" : " for parameter \"" + name + "\"");
            }
        }
        List<String> names = given.stream().map(entry -> entry.getKeyExpression().getText()).toList();
        for (Map.Entry<String, String> parameter : known.entrySet()) {
            if (whole && valid && StepArguments.isRequired(parameter.getValue()) && !names.contains(parameter.getKey())) {
                errors.accept(step.place(), "Missing required parameter: \"" + parameter.getKey() + "\"");
            }
        }
    }

    /** Only what is written out is judged. */
    private boolean value(Expression expression, String type, String parameter) {
        if (!(expression instanceof ConstantExpression constant) || constant.getValue() == null) {
            return true;
        }
        Object value = constant.getValue();
        String expected = switch (type.replace("!", "")) {
            case "text" -> value instanceof Integer || value instanceof Boolean ? String.class.toString() : null;
            case "number" -> value instanceof Number ? null : "int";
            case "unit" -> StepArguments.isUnit(value.toString()) ? null : TimeUnit.class.toString();
            case "list" -> List.class.toString();
            default -> null;
        };
        if (expected != null) {
            errors.accept(expression, "Expecting \"" + expected + "\"" + parameter + " but got \"" + value + "\" of type "
                    + value.getClass() + " instead");
        }
        return expected == null;
    }
}
