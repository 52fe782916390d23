package io.jenkins.plugins.aha.tryout.language;

import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.codehaus.groovy.ast.ClassCodeExpressionTransformer;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
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
import org.codehaus.groovy.ast.expr.MethodPointerExpression;
import org.codehaus.groovy.ast.expr.NotExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.RangeExpression;
import org.codehaus.groovy.ast.expr.SpreadExpression;
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
    private static final Set<String> HARMLESS = Set.of("currentTimeMillis", "nanoTime", "lineSeparator");
    /** Of these the outcome is missing, too, if it depends on a missing argument. */
    private static final Set<String> ASKING = Set.of(
            "parse", "parseText", "get", "contains", "containsAll", "containsKey", "containsValue", "indexOf", "lastIndexOf",
            "equals", "equalsIgnoreCase", "compareTo", "hashCode", "any", "every", "find", "count", "findIndexOf");

    private static final Pattern CLASS = Pattern.compile("([a-z]\\w*\\.)*[A-Z]\\w*[a-z]\\w*");
    private static final Set<String> OPERATORS =
            Set.of("==", "!=", "<", "<=", ">", ">=", "<=>", "=~", "==~", "in", "+", "-", "*", "/", "%");
    private final Set<String> leftOut;

    /**
     * @param leftOut the simple names of classes that the try-out does not have
     */
    public Rewriting(Set<String> leftOut) {
        super(CompilePhase.CONVERSION);
        this.leftOut = new HashSet<>(leftOut);
        this.leftOut.addAll(Machine.CLASSES);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        leftOut.addAll(Machine.takenOutOfImports(source.getAST()));
        if (!type.isEnum()) {
            type.getMethods().forEach(method -> OpenTypes.open(method, type.getMethods(method.getName()).size() == 1));
        }
        new Visitor(source).visitClass(type);
    }

    private boolean isLeftOut(String name) {
        return leftOut.contains(name);
    }

    private static Expression leftOut(Expression place, String name) {
        return OperatorCall.of(place, "leftOut", new ConstantExpression(name));
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
            BooleanExpression goesOn = new BooleanExpression(OperatorCall.of(condition, "goesOn", condition));
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
                return OperatorCall.of(not, "not", not.getExpression());
            }
            if (inner instanceof ElvisOperatorExpression elvis) {
                return OperatorCall.of(
                        elvis,
                        "elvis",
                        elvis.getBooleanExpression().getExpression(),
                        OperatorCall.block(elvis.getFalseExpression()));
            }
            if (inner instanceof TernaryExpression ternary) {
                return OperatorCall.of(
                        ternary,
                        "choose",
                        ternary.getBooleanExpression().getExpression(),
                        OperatorCall.block(ternary.getTrueExpression()),
                        OperatorCall.block(ternary.getFalseExpression()));
            }
            if (inner instanceof RangeExpression range) {
                return OperatorCall.of(
                        range, "range", range.getFrom(), range.getTo(), new ConstantExpression(range.isInclusive(), true));
            }
            if (inner instanceof CastExpression cast && !OpenTypes.isKept(cast.getType())) {
                return isLeftOut(cast.getType().getNameWithoutPackage())
                        ? leftOut(cast, cast.getType().getNameWithoutPackage())
                        : OpenTypes.cast(cast, cast.getExpression(), cast.getType(), cast.isCoerce());
            }
            if (inner instanceof MethodPointerExpression pointer && Machine.isActing(pointer.getMethodName().getText())) {
                return leftOut(pointer, pointer.getMethodName().getText() + "()");
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
                return OperatorCall.of(binary, "at", binary.getLeftExpression(), binary.getRightExpression());
            }
            if (operator.equals("&&") || operator.equals("||")) {
                String method = operator.equals("&&") ? "and" : "or";
                return OperatorCall.of(binary, method, binary.getLeftExpression(), OperatorCall.block(binary.getRightExpression()));
            }
            return OPERATORS.contains(operator)
                    ? OperatorCall.of(
                            binary,
                            "operate",
                            binary.getLeftExpression(),
                            new ConstantExpression(operator),
                            binary.getRightExpression())
                    : binary;
        }

        private Expression call(MethodCallExpression call) {
            String name = call.getMethodAsString();
            String receiver = call.getObjectExpression() instanceof VariableExpression variable ? variable.getName() : "";
            if (name != null && !call.isImplicitThis() && Machine.isActing(name)) {
                return leftOut(call, name + "()");
            }
            boolean found = name == null
                    ? !receiver.equals("this")
                    : ASKING.contains(name) || name.endsWith(Operators.WITH_BLOCK);
            boolean ofClass = !call.isSafe()
                    && !call.isSpreadSafe()
                    && (CLASS.matcher(call.getObjectExpression().getText()).matches() || !call.isImplicitThis() && found)
                    && call.getArguments() instanceof TupleExpression arguments
                    && arguments.getExpressions().stream().noneMatch(SpreadExpression.class::isInstance);
            if (!ofClass) {
                return call;
            }
            List<Expression> arguments = ((TupleExpression) call.getArguments()).getExpressions();
            return OperatorCall.of(
                    call,
                    "call",
                    call.getObjectExpression(),
                    call.getMethod(),
                    new ArrayExpression(ClassHelper.OBJECT_TYPE, arguments));
        }
    }
}
