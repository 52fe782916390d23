package io.jenkins.plugins.aha.tryout.language;

import io.jenkins.plugins.aha.tryout.build.Missing;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.BooleanExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ClosureListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.BreakStatement;
import org.codehaus.groovy.ast.stmt.ContinueStatement;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ForStatement;
import org.codehaus.groovy.ast.stmt.IfStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.ast.stmt.SwitchStatement;
import org.codehaus.groovy.ast.stmt.TryCatchStatement;
import org.codehaus.groovy.ast.stmt.WhileStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.syntax.Types;

/**
 * Puts a frame around each {@code if}, {@code switch} and loop, and around functions with some, so that what they assign
 * and return has the mark of a {@link Missing} value that has decided about it.
 */
final class Decisions extends CompilationCustomizer {
    private static final int BREAK = 1;
    private static final int CONTINUE = 2;
    private static final int RETURN = 4;

    Decisions() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new Visitor(source, type).visitClass(type);
    }

    private static final class Visitor extends ClassCodeVisitorSupport {
        private final SourceUnit source;
        private final ClassNode type;
        private boolean decides;
        private boolean givesTexts;
        private int exits;

        Visitor(SourceUnit source, ClassNode type) {
            this.source = source;
            this.type = type;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethod(MethodNode method) {
            if (method.getCode() != null) {
                method.setCode(function(method.getCode(), OpenTypes.takesText(method.getReturnType()), method.isScriptBody()));
            }
        }

        @Override
        public void visitClosureExpression(ClosureExpression block) {
            block.setCode(function(block.getCode(), true, false));
        }

        private Statement function(Statement code, boolean texts, boolean script) {
            boolean[] around = {decides, givesTexts};
            int exitsAround = exits;
            decides = false;
            givesTexts = texts;
            code.visit(this);
            Statement whole = decides && !script ? framed(code, true, 0) : code;
            decides = around[0];
            givesTexts = around[1];
            exits = exitsAround;
            return whole;
        }

        @Override
        public void visitBlockStatement(BlockStatement block) {
            visitStatement(block);
            block.getStatements().replaceAll(this::inFrame);
        }

        private Statement inFrame(Statement statement) {
            // A break ends the statement itself, if it is a loop.
            int outer = statement instanceof IfStatement ? BREAK | CONTINUE | RETURN
                    : statement instanceof SwitchStatement ? CONTINUE | RETURN
                    : statement instanceof ForStatement || statement instanceof WhileStatement ? RETURN : 0;
            int before = exits;
            exits = outer == 0 ? exits : 0;
            statement.visit(this);
            if (outer == 0) {
                return statement;
            }
            int own = exits & outer;
            exits = before | own;
            return framed(statement, false, own);
        }

        @Override
        public void visitIfElse(IfStatement statement) {
            decides = true;
            super.visitIfElse(statement);
            Expression condition = statement.getBooleanExpression().getExpression();
            statement.setBooleanExpression(new BooleanExpression(OperatorCall.of(Conditions.class, condition, "decide", condition)));
        }

        @Override
        public void visitForLoop(ForStatement loop) {
            decides = true;
            super.visitForLoop(loop);
            Expression all = loop.getCollectionExpression();
            if (all instanceof ClosureListExpression parts) {
                parts.getExpressions().set(1, OperatorCall.of(Conditions.class, all, "decide", parts.getExpression(1)));
            } else {
                loop.setCollectionExpression(OperatorCall.of(Conditions.class, all, "deciding", all));
            }
        }

        @Override
        public void visitWhileLoop(WhileStatement loop) {
            decides = true;
            super.visitWhileLoop(loop);
        }

        @Override
        public void visitSwitch(SwitchStatement statement) {
            decides = true;
            super.visitSwitch(statement);
            statement.setExpression(OperatorCall.of(Conditions.class, statement, "deciding", statement.getExpression()));
        }

        @Override
        protected void visitStatement(Statement statement) {
            exits |= statement instanceof ReturnStatement ? RETURN
                    : statement instanceof BreakStatement to ? to.getLabel() == null ? BREAK : RETURN
                    : statement instanceof ContinueStatement to ? to.getLabel() == null ? CONTINUE : RETURN : 0;
        }

        @Override
        public void visitReturnStatement(ReturnStatement statement) {
            super.visitReturnStatement(statement);
            if (givesTexts && !statement.isReturningNullOrVoid()) {
                statement.setExpression(OperatorCall.of(Conditions.class, statement, "given", statement.getExpression()));
            }
        }

        /** The last one of a branch may be what the function returns. */
        @Override
        public void visitExpressionStatement(ExpressionStatement statement) {
            super.visitExpressionStatement(statement);
            boolean assigns = statement.getExpression() instanceof BinaryExpression to
                    && Types.ofType(to.getOperation().getType(), Types.ASSIGNMENT_OPERATOR);
            if (decides && givesTexts && !assigns) {
                statement.setExpression(OperatorCall.of(Conditions.class, statement, "given", statement.getExpression()));
            }
        }

        private Statement framed(Statement statement, boolean function, int left) {
            BlockStatement after = new BlockStatement();
            Assignments.in(statement, type).forEach(place -> after.addStatement(call(
                    statement, "assigned", OperatorCall.block(place), Assignments.writing(place))));
            after.addStatement(call(statement, "leave", new ConstantExpression(left != 0, true)));
            BlockStatement whole = new BlockStatement();
            whole.addStatement(call(statement, "enter", new ConstantExpression(function, true)));
            whole.addStatement(new TryCatchStatement(statement, after));
            whole.setSourcePosition(statement);
            return whole;
        }

        private static Statement call(Statement place, String method, Expression... arguments) {
            return new ExpressionStatement(OperatorCall.of(Conditions.class, place, method, arguments));
        }
    }
}
