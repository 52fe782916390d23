package io.jenkins.plugins.aha.tryout.steps;

import hudson.AbortException;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Missing;
import io.jenkins.plugins.aha.tryout.language.JenkinsfileCompiler;
import io.jenkins.plugins.aha.tryout.language.Variables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The steps for files of the workspace, and {@code load}. */
public final class FileSteps {
    private final Console console;
    private final Steps steps;
    private final LocalWorkspace workspace;
    private final JenkinsfileCompiler compiler;
    private final Variables variables;

    public FileSteps(
            Console console, Steps steps, LocalWorkspace workspace, JenkinsfileCompiler compiler, BuildState build) {
        this.console = console;
        this.steps = steps;
        this.workspace = workspace;
        this.compiler = compiler;
        this.variables = new Variables(steps, build, compiler);
    }

    public void addTo(Steps all) {
        all.add("writeFile", this::writeFile);
        all.add("readFile", call -> {
            console.pipeline("readFile");
            return text(call.text("file", ""));
        });
        all.add("fileExists", call -> {
            console.pipeline("fileExists");
            if (Missing.isIn(call.text("file", ""))) {
                return Missing.of("fileExists: " + call.text("file", ""), true);
            }
            boolean there = workspace.existing(call.text("file", "")) != null;
            if (!there) {
                console.line("(there is no " + call.text("file", "") + " here)");
            }
            return there;
        });
        all.add("pwd", call -> {
            console.pipeline("pwd");
            return workspace.root().resolve(Frame.current().folder()).toString();
        });
        all.add("isUnix", call -> true);
        all.add("dir", this::dir);
        all.add("load", this::load);
        all.add("libraryResource", call -> Missing.of(LeftOutSteps.call("libraryResource", call.text("resource", ""))));
    }

    /**
     * Returns the text of a file of the workspace or of the caller's folder; a missing one was made by a step that was
     * left out.
     */
    public String text(String path) throws IOException {
        Path file = workspace.existing(path);
        if (file != null) {
            return Files.readString(file);
        }
        LeftOut leftOut = Frame.current().leftOut();
        if (!leftOut.has(LeftOut.Kind.STEP) && !leftOut.isCheckedOut()) {
            throw new AbortException("There is no file '" + path + "' in the workspace " + workspace.root()
                    + " nor in " + workspace.checkout() + ".");
        }
        console.line("(there is no " + path + " here; a step that was left out may make it)");
        leftOut.add(LeftOut.Kind.RESULT, "readFile: " + path);
        return Missing.of("readFile: " + path);
    }

    private Object writeFile(Steps.Call call) throws IOException, InterruptedException {
        console.pipeline("writeFile");
        byte[] text = call.text("text", "").getBytes(StandardCharsets.UTF_8);
        workspace.write(String.valueOf(call.named().get("file")), out -> out.write(text));
        return null;
    }

    private Object dir(Steps.Call call) throws Exception {
        String path = call.text("path", "");
        workspace.resolve(path);
        steps.open("dir", "");
        try {
            return Frame.current().inFolder(workspace.below(path)).run(call::runBody);
        } finally {
            steps.close("dir");
        }
    }

    private Object load(Steps.Call call) throws IOException {
        console.pipeline("load");
        String path = call.text("path", "");
        String text = text(path);
        if (Missing.isIn(text)) {
            return Missing.of("load: " + path);
        }
        String name = path.replaceAll(".*/|\\.\\w+$", "").replaceAll("\\W", "_");
        var script = compiler.compile(name.matches("[A-Za-z_].*") ? name : "_" + name, text);
        script.setBinding(variables);
        return script.run();
    }
}
