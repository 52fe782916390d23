package io.jenkins.plugins.aha.tryout.declarative;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.Statement;

/** Checks the axes of a Declarative {@code matrix}, and those that it excludes; see {@link DeclarativeCheck}. */
final class DeclarativeAxes {
    private final BiConsumer<ASTNode, String> errors;

    /**
     * @param errors takes places and sentences
     */
    DeclarativeAxes(BiConsumer<ASTNode, String> errors) {
        this.errors = errors;
    }

    void axes(Block axes) {
        if (axes.inner().isEmpty()) {
            errors.accept(axes.place(), "No axis directives specified");
        }
        Set<String> names = new HashSet<>();
        for (Statement statement : axes.inner()) {
            Map<String, Block> fields = fields(statement, Set.of("name", "values"));
            require(statement, fields, "values");
            String name = name(statement, fields);
            if (name != null && !names.add(name)) {
                errors.accept(axes.place(), "Duplicate axis name: \"" + name + "\"");
            }
        }
    }

    void excludes(Block excludes) {
        if (excludes.inner().isEmpty()) {
            errors.accept(excludes.place(), "No exclude directives specified");
        }
        for (Statement statement : excludes.inner()) {
            Block exclude = Block.of(statement);
            if (exclude == null || exclude.body() == null || exclude.inner().isEmpty()) {
                errors.accept(statement, "No axis directives specified");
                continue;
            }
            for (Statement axis : exclude.inner()) {
                Map<String, Block> fields = fields(axis, Set.of("name", "values", "notValues"));
                name(axis, fields);
                if (fields.containsKey("values") == fields.containsKey("notValues")) {
                    errors.accept(axis, "Exclude axis must contain either \"values\" or \"notValues\"");
                }
            }
        }
    }

    private Map<String, Block> fields(Statement statement, Set<String> allowed) {
        Map<String, Block> fields = new LinkedHashMap<>();
        Block axis = Block.of(statement);
        if (axis == null || axis.body() == null || !axis.name().equals("axis")) {
            errors.accept(statement, "Expected an axis");
            return fields;
        }
        for (Statement inner : axis.inner()) {
            Block field = Block.of(inner);
            if (field == null || !allowed.contains(field.name())) {
                errors.accept(inner, "Undefined section \"" + (field == null ? Block.source(inner) : field.name()) + "\"");
            } else if (fields.put(field.name(), field) != null) {
                errors.accept(inner, "Multiple occurrences of the " + field.name() + " section");
            } else {
                values(field);
            }
        }
        return fields;
    }

    private void values(Block field) {
        Set<Object> seen = new HashSet<>();
        for (Expression value : field.arguments()) {
            if (!(value instanceof ConstantExpression text)) {
                errors.accept(value, "Expected string literal");
            } else if (!seen.add(text.getValue())) {
                errors.accept(value, "Duplicate axis value: \"" + text.getValue() + "\"");
            }
        }
    }

    private String name(Statement axis, Map<String, Block> fields) {
        require(axis, fields, "name");
        return fields.containsKey("name") && fields.get("name").first() instanceof ConstantExpression text
                ? String.valueOf(text.getValue())
                : null;
    }

    private void require(Statement axis, Map<String, Block> fields, String name) {
        if (!fields.containsKey(name)) {
            errors.accept(axis, "Missing required section \"" + name + "\"");
        }
    }
}
