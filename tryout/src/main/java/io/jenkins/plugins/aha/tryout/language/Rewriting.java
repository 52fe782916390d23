package io.jenkins.plugins.aha.tryout.language;

import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ArrayExpression;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.CastExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.ElvisOperatorExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Types;

/**
 * Replaces Groovy's operators by {@link Operators}, so that a pipeline can continue with {@link Missing} values, and
 * leaves out what would act on the machine: commands, files outside the workspace, threads, the network.
 */
public final class Rewriting extends CompilationCustomizer {
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "File", "FileReader", "FileWriter", "FileInputStream", "FileOutputStream", "PrintWriter", "RandomAccessFile",
            "Files", "Paths", "ProcessBuilder", "Runtime", "Thread", "Timer", "URL", "URI", "Socket", "ServerSocket",
            "HttpURLConnection", "System", "GroovyShell", "GroovyClassLoader", "Eval", "Jenkins",
            "Hudson", "Sql", "AntBuilder");

    private static final Set<String> HARMLESS = Set.of("currentTimeMillis", "nanoTime", "lineSeparator");
    private static final Set<String> ACTING = Set.of("execute", "toURL");
    private static final Set<String> PARSING = Set.of("parse", "parseText", "get");
    private static final Set<String> COMPARISONS =
            Set.of("==", "!=", "<", "<=", ">", ">=", "<=>", "=~", "==~", "in");
    private final Set<String> leftOut;

    /**
     * @param leftOut the simple names of classes that the try-out does not have
     */
    public Rewriting(Set<String> leftOut) {
        super(CompilePhase.CONVERSION);
        this.leftOut = Set.copyOf(leftOut);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        if (!type.isEnum()) {
            type.getMethods().forEach(method -> OpenTypes.open(method, type.getMethods(method.getName()).size() == 1));
        }
        new Visitor(source).visitClass(type);
    }

    private boolean isLeftOut(String name) {
        return leftOut.contains(name) || OF_THE_MACHINE.contains(name);
    }

    static Expression operator(Expression place, String method, Expression... arguments) {
        StaticMethodCallExpression call = new StaticMethodCallExpression(
                ClassHelper.make(Operators.class), method, new ArgumentListExpression(arguments));
        call.setSourcePosition(place);
        return call;
    }

    private static Expression leftOut(Expression place, String name) {
        return operator(place, "leftOut", new ConstantExpression(name));
    }

    private final class Visitor extends ClassCodeExpressionTransformer {
        private final SourceUnit source;
        private int labels;

        Visitor(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        /** Groovy's check of {@code break label}, which Jenkins does without, fails after a statement without one. */
        @Override
        protected void visitStatement(Statement statement) {
            if (statement.getStatementLabels() == null) {
                statement.addStatementLabel("statement" + labels++);
            }
        }

        @Override
        public void visitExpressionStatement(ExpressionStatement statement) {
            visitStatement(statement);
            statement.setExpression(transform(statement.getExpression()));
        }

        @Override
        public void visitWhileLoop(WhileStatement loop) {
            visitStatement(loop);
            Expression condition = transform(loop.getBooleanExpression().getExpression());
            BooleanExpression goesOn = new BooleanExpression(operator(condition, "goesOn", condition));
            goesOn.setSourcePosition(loop.getBooleanExpression());
            loop.setBooleanExpression(goesOn);
            loop.getLoopBlock().visit(this);
        }

        @Override
        public Expression transform(Expression expression) {
            if (expression instanceof ClosureExpression closure) {
                closure.getCode().visit(this);
                return closure;
            }
            if (expression instanceof DeclarationExpression declaration) {
                return OpenTypes.declaration(declaration, transform(declaration.getRightExpression()));
            }
            if (expression instanceof VariableExpression variable) {
                return isLeftOut(variable.getName()) ? leftOut(variable, variable.getName()) : variable;
            }
            if (expression instanceof MethodCallExpression call && HARMLESS.contains(call.getMethodAsString())) {
                return call;
            }
            if (expression instanceof PropertyExpression property
                    && property.getText().matches("(java|javax|groovy|hudson|jenkins|org)\\.[\\w.]+")
                    && isLeftOut(property.getPropertyAsString())) {
                return leftOut(property, property.getText());
            }
            Expression changing = changing(expression);
            if (changing != null) {
                changing.setSourcePosition(expression);
                return changing;
            }
            Expression inner = super.transform(expression);
            if (inner instanceof BinaryExpression binary) {
                return binary(binary);
            }
            if (inner instanceof NotExpression not) {
                return operator(not, "not", not.getExpression());
            }
            if (inner instanceof ElvisOperatorExpression elvis) {
                return operator(
                        elvis,
                        "elvis",
                        elvis.getBooleanExpression().getExpression(),
                        block(elvis.getFalseExpression()));
            }
            if (inner instanceof TernaryExpression ternary) {
                return operator(
                        ternary,
                        "choose",
                        ternary.getBooleanExpression().getExpression(),
                        block(ternary.getTrueExpression()),
                        block(ternary.getFalseExpression()));
            }
            if (inner instanceof RangeExpression range) {
                return operator(
                        range, "range", range.getFrom(), range.getTo(), new ConstantExpression(range.isInclusive(), true));
            }
            if (inner instanceof CastExpression cast && !OpenTypes.isKept(cast.getType())) {
                return OpenTypes.cast(cast, cast.getExpression(), cast.getType(), cast.isCoerce());
            }
            if (inner instanceof ConstructorCallExpression made && !made.isSpecialCall()) {
                String name = made.getType().getNameWithoutPackage();
                return isLeftOut(name) ? leftOut(made, "new " + name) : made;
            }
            return inner instanceof MethodCallExpression call ? call(call) : inner;
        }

        /** Keeps what changes a variable or place, and transforms only what is in it; null for the rest. */
        private Expression changing(Expression expression) {
            if (expression instanceof PostfixExpression after) {
                return new PostfixExpression(super.transform(after.getExpression()), after.getOperation());
            }
            if (expression instanceof PrefixExpression before) {
                return new PrefixExpression(before.getOperation(), super.transform(before.getExpression()));
            }
            return expression instanceof BinaryExpression to
                            && Types.ofType(to.getOperation().getType(), Types.ASSIGNMENT_OPERATOR)
                    ? new BinaryExpression(
                            super.transform(to.getLeftExpression()), to.getOperation(), transform(to.getRightExpression()))
                    : null;
        }

        private Expression binary(BinaryExpression binary) {
            String operator = binary.getOperation().getText();
            if (operator.equals("[")) {
                return operator(binary, "at", binary.getLeftExpression(), binary.getRightExpression());
            }
            return COMPARISONS.contains(operator)
                    ? operator(
                            binary,
                            "compare",
                            binary.getLeftExpression(),
                            new ConstantExpression(operator),
                            binary.getRightExpression())
                    : binary;
        }

        private Expression call(MethodCallExpression call) {
            String name = call.getMethodAsString();
            String receiver = call.getObjectExpression() instanceof VariableExpression variable ? variable.getName() : "";
            if (name != null && !call.isImplicitThis() && ACTING.contains(name)) {
                return leftOut(call, name + "()");
            }
            boolean ofClass = !call.isSafe()
                    && !call.isSpreadSafe()
                    && name != null
                    && (receiver.matches("[A-Z]\\w*[a-z]\\w*") || !call.isImplicitThis() && PARSING.contains(name))
                    && call.getArguments() instanceof TupleExpression arguments
                    && arguments.getExpressions().stream().noneMatch(SpreadExpression.class::isInstance);
            if (!ofClass) {
                return call;
            }
            List<Expression> arguments = ((TupleExpression) call.getArguments()).getExpressions();
            return operator(
                    call,
                    "call",
                    call.getObjectExpression(),
                    new ConstantExpression(name),
                    new ArrayExpression(ClassHelper.OBJECT_TYPE, arguments));
        }

        private ClosureExpression block(Expression value) {
            ExpressionStatement only = new ExpressionStatement(value);
            only.setSourcePosition(value);
            // No parameters, not even an implicit one.
            ClosureExpression block = new ClosureExpression(null, only);
            block.setSourcePosition(value);
            return block;
        }
    }
}
