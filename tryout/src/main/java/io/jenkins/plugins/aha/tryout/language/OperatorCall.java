package io.jenkins.plugins.aha.tryout.language;

import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;

/** Makes calls of {@link Operators} for scripts. */
final class OperatorCall {
    private OperatorCall() {}

    /**
     * @param place what the call stands for in the file
     */
    static Expression of(ASTNode place, String method, Expression... arguments) {
        return of(Operators.class, place, method, arguments);
    }

    /** Returns a call of another class; otherwise like the other. */
    static Expression of(Class<?> owner, ASTNode place, String method, Expression... arguments) {
        StaticMethodCallExpression call = new StaticMethodCallExpression(
                ClassHelper.make(owner), method, new ArgumentListExpression(arguments));
        call.setSourcePosition(place);
        return call;
    }

    /** Returns a block for a value that is perhaps not needed. */
    static ClosureExpression block(Expression value) {
        ExpressionStatement only = new ExpressionStatement(value);
        only.setSourcePosition(value);
        // No parameters, not even an implicit one.
        ClosureExpression block = new ClosureExpression(null, only);
        block.setSourcePosition(value);
        return block;
    }
}
