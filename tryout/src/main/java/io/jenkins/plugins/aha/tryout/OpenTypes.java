package io.jenkins.plugins.aha.tryout;

import java.util.Arrays;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;

/** Types that a pipeline gives its methods, and that a {@link Missing} value must be able to pass. */
final class OpenTypes {
    private static final Set<String> OPEN = Set.of(
            "Map", "List", "Collection", "Set", "ArrayList", "HashMap", "LinkedHashMap", "Integer", "Long");

    private OpenTypes() {}

    /** Lets a method take and return missing values, where the pipeline says that they are lists, maps and the like. */
    static void open(MethodNode method, boolean only) {
        if (isOpen(method.getReturnType())) {
            method.setReturnType(ClassHelper.OBJECT_TYPE);
        }
        if (only) {
            method.setParameters(Arrays.stream(method.getParameters())
                    .map(OpenTypes::opened)
                    .toArray(Parameter[]::new));
        }
    }

    private static Parameter opened(Parameter parameter) {
        if (!isOpen(parameter.getType())) {
            return parameter;
        }
        Parameter any = parameter.hasInitialExpression()
                ? new Parameter(ClassHelper.OBJECT_TYPE, parameter.getName(), parameter.getInitialExpression())
                : new Parameter(ClassHelper.OBJECT_TYPE, parameter.getName());
        any.setSourcePosition(parameter);
        any.addAnnotations(parameter.getAnnotations());
        return any;
    }

    private static boolean isOpen(ClassNode type) {
        return OPEN.contains(type.getNameWithoutPackage()) || type.isArray();
    }
}
