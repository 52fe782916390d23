package io.jenkins.plugins.aha.tryout.language;

import java.util.Set;
import org.codehaus.groovy.ast.ClassCodeVisitorSupport;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** What Groovy knows and Jenkins does not, outside of methods with {@code @NonCPS}. */
final class JenkinsLimits extends CompilationCustomizer {
    /** Methods in which Jenkins does not run a block of the pipeline, so that they give something else. */
    static final Set<String> WITHOUT_BLOCK =
            Set.of("sort", "toSorted", "unique", "toUnique", "eachLine", "splitEachLine", "eachMatch");

    /** Methods of Java that do not take a block of the pipeline. */
    static final Set<String> NOT_FOUND = Set.of("forEach", "removeIf", "computeIfAbsent", "computeIfPresent");

    JenkinsLimits() {
        super(CompilePhase.CONVERSION);
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        new ClassCodeVisitorSupport() {
            @Override
            protected SourceUnit getSourceUnit() {
                return source;
            }

            @Override
            public void visitMethod(MethodNode method) {
                if (method.getAnnotations().stream().noneMatch(one -> one.getClassNode().getName().endsWith("NonCPS"))) {
                    super.visitMethod(method);
                }
            }

            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                super.visitMethodCallExpression(call);
                if (call.isSpreadSafe()) {
                    source.getErrorCollector().addErrorAndContinue(new SyntaxErrorMessage(
                            new SyntaxException(
                                    "spread not yet supported for CPS transformation",
                                    call.getLineNumber(),
                                    call.getColumnNumber()),
                            source));
                }
                String name = call.getMethodAsString();
                boolean known = name != null && (WITHOUT_BLOCK.contains(name) || NOT_FOUND.contains(name));
                if (known && !call.isImplicitThis() && !call.isSafe() && hasBlock(call)) {
                    call.setMethod(new ConstantExpression(name + Operators.WITH_BLOCK));
                }
            }
        }.visitClass(type);
    }

    private static boolean hasBlock(MethodCallExpression call) {
        return call.getArguments() instanceof TupleExpression arguments
                && !arguments.getExpressions().isEmpty()
                && arguments.getExpressions().get(arguments.getExpressions().size() - 1) instanceof ClosureExpression;
    }
}
