package io.jenkins.plugins.aha.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command that runs one of these classes in a Java of its own. */
final class JavaCommand {
    private JavaCommand() {}

    static List<String> of(Class<?> main, List<String> machineOptions, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(machineOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(main.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }
}
