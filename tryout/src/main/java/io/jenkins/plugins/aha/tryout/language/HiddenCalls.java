package io.jenkins.plugins.aha.tryout.language;

import groovy.lang.Script;
import io.jenkins.plugins.aha.tryout.build.Spelling;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.DynamicVariable;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Redirects calls to the script that Groovy would otherwise answer itself: every object in Groovy, and so every block,
 * has methods {@code sleep} (in milliseconds), {@code print}, {@code println} and {@code equals}, which hide the steps
 * and the condition of these names. Also looks up objects that the script does not declare.
 */
public final class HiddenCalls extends CompilationCustomizer {
    /** No method of Groovy has a name that ends like this. */
    private static final String MARK = ":";

    /** The name under which {@code equals expected: …, actual: …} arrives. */
    public static final String EQUALS = "equals" + MARK;

    private static final Set<String> STEPS = Set.of("sleep", "print", "println");

    public HiddenCalls() {
        // Later than the resolution of variables: a call of a local closure of one of these names is one already.
        super(CompilePhase.CANONICALIZATION);
    }

    /** Returns the name of a step as the script has it. */
    public static String plain(String name) {
        return name.endsWith(MARK) ? name.substring(0, name.length() - MARK.length()) : name;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        if (type.isDerivedFrom(ClassHelper.make(Script.class))) {
            Visitor visitor = new Visitor(source);
            new DeclaredNames(source, visitor.declared).visitClass(type);
            visitor.visitClass(type);
        }
    }

    /** Collects the names of a script's variables and parameters. */
    private static final class DeclaredNames extends ClassCodeVisitorSupport {
        private final SourceUnit source;
        private final Set<String> names;

        DeclaredNames(SourceUnit source, Set<String> names) {
            this.source = source;
            this.names = names;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitVariableExpression(VariableExpression variable) {
            if (!(variable.getAccessedVariable() instanceof DynamicVariable)) {
                names.add(variable.getName());
            }
        }
    }

    private static final class Visitor extends ClassCodeVisitorSupport {
        private static final int SHORT_NAME = 4;
        private static final int LONG_NAME = 7;

        private final Set<String> declared = new TreeSet<>();
        private final SourceUnit source;

        Visitor(SourceUnit source) {
            this.source = source;
        }

        @Override
        protected SourceUnit getSourceUnit() {
            return source;
        }

        @Override
        public void visitMethodCallExpression(MethodCallExpression call) {
            super.visitMethodCallExpression(call);
            String name = call.getMethodAsString();
            boolean toScript = call.isImplicitThis()
                    || call.getObjectExpression() instanceof VariableExpression receiver && receiver.isThisExpression();
            if (call.getObjectExpression() instanceof VariableExpression receiver
                    && receiver.getAccessedVariable() instanceof DynamicVariable) {
                call.setObjectExpression(receiver(receiver));
            }
            if (toScript && (STEPS.contains(name) || "equals".equals(name) && hasNames(call))) {
                call.setMethod(new ConstantExpression(name + MARK));
            }
        }

        @Override
        public void visitPropertyExpression(PropertyExpression property) {
            super.visitPropertyExpression(property);
            if (property.getObjectExpression() instanceof VariableExpression receiver
                    && receiver.getAccessedVariable() instanceof DynamicVariable) {
                property.setObjectExpression(receiver(receiver));
            }
        }

        @Override
        public void visitStaticMethodCallExpression(StaticMethodCallExpression call) {
            super.visitStaticMethodCallExpression(call);
            boolean ofClass = call.getMethod().equals("call")
                    && call.getOwnerType().getName().equals(Operators.class.getName());
            if (ofClass
                    && call.getArguments() instanceof TupleExpression arguments
                    && arguments.getExpression(0) instanceof VariableExpression receiver
                    && receiver.getAccessedVariable() instanceof DynamicVariable) {
                arguments.getExpressions().set(0, receiver(receiver));
            }
        }

        /** An object that is declared nowhere may be one that a plugin brings. */
        private MethodCallExpression receiver(VariableExpression variable) {
            String name = variable.getName();
            String meant = name.length() < SHORT_NAME
                    ? null
                    : Spelling.nearest(name, declared, name.length() < LONG_NAME ? 1 : 2);
            // Looked up in a block, so that the delegates of the blocks around are asked first.
            ClosureExpression lookUp = new ClosureExpression(Parameter.EMPTY_ARRAY, new ReturnStatement(variable));
            lookUp.setVariableScope(new VariableScope());
            lookUp.setSourcePosition(variable);
            MethodCallExpression found = new MethodCallExpression(
                    VariableExpression.THIS_EXPRESSION,
                    JenkinsfileScript.RECEIVER,
                    new ArgumentListExpression(new ConstantExpression(name), new ConstantExpression(meant), lookUp));
            found.setImplicitThis(true);
            found.setSourcePosition(variable);
            return found;
        }

        private static boolean hasNames(MethodCallExpression call) {
            return call.getArguments() instanceof TupleExpression arguments
                    && arguments.getExpressions().stream().anyMatch(MapExpression.class::isInstance);
        }
    }
}
