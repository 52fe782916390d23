package io.jenkins.plugins.aha.tryout.language;

import io.jenkins.plugins.aha.tryout.build.Missing;
import java.util.Set;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;

/** Types that a pipeline gives its methods, and that a {@link Missing} value must be able to pass. */
public final class OpenTypes {
    private static final Set<String> OPEN = Set.of(
            "Map", "List", "Collection", "Set", "ArrayList", "HashMap", "LinkedHashMap", "Integer", "Long");

    private OpenTypes() {}

    /** Lets a method take and return missing values, where the pipeline says that they are lists, maps and the like. */
    public static void open(MethodNode method, boolean only) {
        if (isOpen(method.getReturnType())) {
            method.setReturnType(ClassHelper.OBJECT_TYPE);
        }
        if (only) {
            Parameter[] parameters = method.getParameters();
            for (int at = 0; at < parameters.length; at++) {
                // The last one may take any number of arguments if it is an array.
                boolean variable = at == parameters.length - 1 && parameters[at].getType().isArray();
                parameters[at] = variable ? parameters[at] : opened(parameters[at]);
            }
            method.setParameters(parameters);
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
