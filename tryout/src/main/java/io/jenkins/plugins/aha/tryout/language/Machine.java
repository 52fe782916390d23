package io.jenkins.plugins.aha.tryout.language;

import java.util.HashSet;
import java.util.Set;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.ImportNode;
import org.codehaus.groovy.ast.ModuleNode;

/** What a script could act on the machine with: commands, files outside the workspace, threads, the network. */
final class Machine {
    /** Simple names. */
    static final Set<String> CLASSES = Set.of(
            "File", "FileReader", "FileWriter", "FileInputStream", "FileOutputStream", "PrintWriter", "RandomAccessFile",
            "Files", "Paths", "ProcessBuilder", "Runtime", "Thread", "Timer", "URL", "URI", "Socket", "ServerSocket",
            "HttpURLConnection", "System", "GroovyShell", "GroovyClassLoader", "Eval", "Jenkins",
            "Hudson", "Sql", "AntBuilder", "PrintStream", "Formatter", "Path", "FileSystems", "InvokerHelper", "ProcessGroovyMethods");

    private static final Set<String> METHODS =
            Set.of("execute", "toURL", "forName", "loadClass", "parseClass", "getClassLoader", "invokeMethod");

    private Machine() {}

    static boolean isActing(String method) {
        return METHODS.contains(method);
    }

    /**
     * Takes the static methods of these classes out of the imports of a script.
     *
     * @return other names that the imports give the classes
     */
    static Set<String> takenOutOfImports(ModuleNode script) {
        script.getStaticImports().values().removeIf(one -> isOne(one.getType()));
        script.getStaticStarImports().values().removeIf(one -> isOne(one.getType()));
        Set<String> aliases = new HashSet<>();
        for (ImportNode one : script.getImports()) {
            if (isOne(one.getType())) {
                aliases.add(one.getAlias());
            }
        }
        return aliases;
    }

    private static boolean isOne(ClassNode type) {
        return CLASSES.contains(type.getNameWithoutPackage());
    }
}
