package io.jenkins.plugins.aha.tryout.declarative;

import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.EmptyStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * A statement of a Jenkinsfile that calls something by a plain name, perhaps with a block. Immutable.
 *
 * @param name what is called
 * @param arguments without the block
 * @param body the block; null for none
 * @param place where it stands in the file
 */
public record Block(String name, List<Expression> arguments, ClosureExpression body, ASTNode place) {
    /** Returns null for a statement of another form. */
    public static Block of(Statement statement) {
        if (!(statement instanceof ExpressionStatement only)
                || !(only.getExpression() instanceof MethodCallExpression call)
                || !call.isImplicitThis()
                || call.getMethodAsString() == null
                || !(call.getArguments() instanceof TupleExpression tuple)) {
            return null;
        }
        List<Expression> all = tuple.getExpressions();
        boolean blocked = !all.isEmpty() && all.get(all.size() - 1) instanceof ClosureExpression;
        ClosureExpression body = blocked ? (ClosureExpression) all.get(all.size() - 1) : null;
        return new Block(call.getMethodAsString(), blocked ? all.subList(0, all.size() - 1) : all, body, statement);
    }

    /** Returns null for a statement that calls nothing. */
    public static String nameOf(Statement statement) {
        Block block = of(statement);
        return block == null ? null : block.name();
    }

    /**
     * Returns whether it is a call on the result of another, as Groovy reads {@code when { … } steps { … }} in one
     * line.
     */
    public static boolean isChained(Statement statement) {
        return statement instanceof ExpressionStatement only
                && only.getExpression() instanceof MethodCallExpression call
                && call.getObjectExpression() instanceof MethodCallExpression;
    }

    /** Returns the statements of the block; none without one. */
    public List<Statement> inner() {
        if (body == null || body.getCode() == null || body.getCode() instanceof EmptyStatement) {
            return List.of();
        }
        return body.getCode() instanceof BlockStatement block
                ? block.getStatements().stream().filter(one -> !(one instanceof EmptyStatement)).toList()
                : List.of(body.getCode());
    }

    /** Returns the first argument; null for none. */
    public Expression first() {
        return arguments.isEmpty() || arguments.get(0) instanceof MapExpression ? null : arguments.get(0);
    }

    /** Returns a statement as a message quotes it, in one line. */
    public static String source(Statement statement) {
        String text = statement instanceof ExpressionStatement only ? only.getExpression().getText() : statement.getText();
        return text.replaceAll("\\s+", " ").replaceAll("^this\\.", "");
    }

    public static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
