package io.jenkins.plugins.aha.tryout.language;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.syntax.Token;
import org.codehaus.groovy.syntax.Types;

/** Finds the variables, properties and elements that a statement may assign, also by methods that it calls. */
final class Assignments extends CodeVisitorSupport {
    private static final String VALUE = "$value";

    private final ClassNode type;
    private final Set<MethodNode> followed;
    private final Map<String, Expression> places = new LinkedHashMap<>();
    private final Set<String> declared = new HashSet<>(Set.of(VALUE));

    private Assignments(ClassNode type, Set<MethodNode> followed) {
        this.type = type;
        this.followed = followed;
    }

    /** Returns copies of the places that are there outside of the statement, too. */
    static Collection<Expression> in(Statement statement, ClassNode type) {
        return new Assignments(type, new HashSet<>()).of(statement);
    }

    private Collection<Expression> of(Statement statement, Parameter... parameters) {
        declare(parameters);
        statement.visit(this);
        places.keySet().removeIf(place -> declared.contains(place.split("\\W", 2)[0]));
        places.replaceAll((text, place) -> copy(place));
        return places.values();
    }

    /** Returns a block that assigns its argument. */
    static ClosureExpression writing(Expression place) {
        Expression assignment =
                new BinaryExpression(copy(place), Token.newSymbol(Types.EQUAL, 0, 0), new VariableExpression(VALUE));
        Parameter[] value = {new Parameter(ClassHelper.OBJECT_TYPE, VALUE)};
        ClosureExpression block = new ClosureExpression(value, new ExpressionStatement(assignment));
        block.setVariableScope(new VariableScope());
        return block;
    }

    private static Expression copy(Expression place) {
        return place instanceof VariableExpression variable && !variable.isThisExpression()
                ? new VariableExpression(variable.getName())
                : place.transformExpression(Assignments::copy);
    }

    private void add(Expression place) {
        if (place instanceof TupleExpression several) {
            several.getExpressions().forEach(this::add);
        } else if (!place.getText().contains("(")) {
            // What calls something must not be looked at again.
            places.put(place.getText(), place);
        }
    }

    private void declare(Parameter... parameters) {
        for (Parameter parameter : parameters) {
            declared.add(parameter.getName());
        }
    }

    @Override
    public void visitDeclarationExpression(DeclarationExpression declaration) {
        declaration.getRightExpression().visit(this);
        for (String name : declaration.getLeftExpression().getText().split("\\W+")) {
            declared.add(name);
        }
    }

    @Override
    public void visitBinaryExpression(BinaryExpression binary) {
        super.visitBinaryExpression(binary);
        if (Types.ofType(binary.getOperation().getType(), Types.ASSIGNMENT_OPERATOR)) {
            add(binary.getLeftExpression());
        }
    }

    @Override
    public void visitPostfixExpression(PostfixExpression after) {
        add(after.getExpression());
    }

    @Override
    public void visitPrefixExpression(PrefixExpression before) {
        add(before.getExpression());
    }

    @Override
    public void visitForLoop(ForStatement loop) {
        declare(loop.getVariable());
        super.visitForLoop(loop);
    }

    @Override
    public void visitClosureExpression(ClosureExpression block) {
        declare(block.getParameters() == null ? Parameter.EMPTY_ARRAY : block.getParameters());
        super.visitClosureExpression(block);
    }

    @Override
    public void visitMethodCallExpression(MethodCallExpression call) {
        super.visitMethodCallExpression(call);
        for (MethodNode method : type.getMethods(call.isImplicitThis() ? call.getMethodAsString() : "")) {
            if (method.getCode() != null && followed.add(method)) {
                new Assignments(type, followed).of(method.getCode(), method.getParameters()).forEach(this::add);
            }
        }
    }
}
