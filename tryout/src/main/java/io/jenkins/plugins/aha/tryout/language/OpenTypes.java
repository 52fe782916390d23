package io.jenkins.plugins.aha.tryout.language;

import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;

/** Types that a pipeline gives its methods and variables, and that a {@link Missing} value must be able to pass. */
public final class OpenTypes {
    private static final Set<String> OPEN = Set.of(
            "Closure", "Map", "List", "Collection", "Set", "ArrayList", "HashMap", "LinkedHashMap", "Integer", "Long",
            "Boolean");

    /** Types of texts, which a missing value has too, and those that hold anything. */
    private static final Set<String> KEPT = Set.of("String", "Object", "GString");

    private OpenTypes() {}

    /** Lets a method take and return missing values, where the pipeline says that they are lists, maps and the like. */
    public static void open(MethodNode method, boolean only) {
        // What Jenkins makes of a script's method may return a value even if it is void, except in @NonCPS.
        boolean ofScript = method.getDeclaringClass().isScript() && method.getAnnotations().isEmpty();
        boolean asks = method.getDeclaringClass().isScript() && method.getReturnType().equals(ClassHelper.boolean_TYPE);
        if (isOpen(method.getReturnType()) || asks || method.isVoidMethod() && ofScript && returnsValue(method)) {
            method.setReturnType(ClassHelper.OBJECT_TYPE);
        }
        if (only) {
            Parameter[] parameters = method.getParameters();
            for (int at = 0; at < parameters.length; at++) {
                // The last one may take any number of arguments if it is an array.
                boolean variable = at == parameters.length - 1 && parameters[at].getType().isArray();
                parameters[at] = variable ? parameters[at] : opened(parameters[at], method);
            }
            method.setParameters(parameters);
        }
    }

    private static boolean returnsValue(MethodNode method) {
        boolean[] found = {false};
        method.getCode().visit(new CodeVisitorSupport() {
            @Override
            public void visitReturnStatement(ReturnStatement statement) {
                found[0] |= !statement.isReturningNullOrVoid();
            }

            @Override
            public void visitClosureExpression(ClosureExpression block) {
                // What it returns is its own.
            }
        });
        return found[0];
    }

    /** Returns whether a method of this type may return a missing value. */
    static boolean takesText(ClassNode type) {
        return isKept(type) || isOpen(type) || type.equals(ClassHelper.OBJECT_TYPE) || type.equals(ClassHelper.boolean_TYPE) || type.equals(ClassHelper.VOID_TYPE);
    }

    static boolean isKept(ClassNode type) {
        return KEPT.contains(type.getName());
    }

    /** Returns a conversion that lets missing values pass. */
    static Expression cast(Expression place, Expression value, ClassNode type, boolean coerced) {
        return OperatorCall.of(
                place, "cast", value, new ClassExpression(type), new ConstantExpression(coerced, true));
    }

    /** A variable may be of any type if the value that it begins with may be missing. */
    static Expression declaration(DeclarationExpression declaration, Expression right) {
        Expression left = declaration.getLeftExpression();
        Expression value = right;
        if (left instanceof VariableExpression variable
                && !variable.isDynamicTyped()
                && !isKept(variable.getType())
                && (right instanceof MethodCallExpression
                        || right instanceof StaticMethodCallExpression
                        || right instanceof EmptyExpression && (isOpen(variable.getType()) || isBoolean(variable)))) {
            left = new VariableExpression(variable.getName());
            left.setSourcePosition(variable);
            Expression empty = isBoolean(variable) ? new ConstantExpression(false, true) : right;
            value = right instanceof EmptyExpression ? empty : cast(right, right, variable.getType(), false);
        }
        DeclarationExpression open = new DeclarationExpression(left, declaration.getOperation(), value);
        open.setSourcePosition(declaration);
        open.addAnnotations(declaration.getAnnotations());
        return open;
    }

    private static Parameter opened(Parameter parameter, MethodNode method) {
        ClassNode type = parameter.getType();
        boolean checked = !type.isArray() && method.getCode() instanceof BlockStatement;
        if (!isOpen(type) && !type.equals(ClassHelper.boolean_TYPE)) {
            return parameter;
        }
        if (checked) {
            Expression check = OperatorCall.of(
                    parameter,
                    "take",
                    new VariableExpression(parameter.getName()),
                    new ClassExpression(type),
                    new ConstantExpression(method.getName()));
            ((BlockStatement) method.getCode()).getStatements().add(0, new ExpressionStatement(check));
        }
        Parameter any = parameter.hasInitialExpression()
                ? new Parameter(ClassHelper.OBJECT_TYPE, parameter.getName(), parameter.getInitialExpression())
                : new Parameter(ClassHelper.OBJECT_TYPE, parameter.getName());
        any.setSourcePosition(parameter);
        any.addAnnotations(parameter.getAnnotations());
        return any;
    }

    private static boolean isBoolean(VariableExpression variable) {
        return variable.getType().equals(ClassHelper.boolean_TYPE);
    }

    private static boolean isOpen(ClassNode type) {
        return OPEN.contains(type.getNameWithoutPackage()) || type.isArray();
    }
}
