package io.jenkins.plugins.aha.tryout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The steps for files, and those that are only told because there is no agent that could do them. */
final class FileSteps {
    private static final List<String> NOT_DONE = List.of(
            "checkout",
            "git",
            "archiveArtifacts",
            "junit",
            "stash",
            "unstash",
            "cleanWs",
            "deleteDir",
            "milestone",
            "input",
            "build",
            "mail");

    private final Console console;
    private final Steps steps;
    private final LocalWorkspace workspace;

    FileSteps(Console console, Steps steps, LocalWorkspace workspace) {
        this.console = console;
        this.steps = steps;
        this.workspace = workspace;
    }

    void addTo(Steps all) {
        all.add("writeFile", this::writeFile);
        all.add("readFile", this::readFile);
        all.add("fileExists", call -> {
            console.pipeline("fileExists");
            return Files.exists(workspace.resolve(call.text("file", "")));
        });
        all.add("pwd", call -> {
            console.pipeline("pwd");
            return workspace.root().resolve(Frame.current().folder()).toString();
        });
        all.add("isUnix", call -> {
            console.pipeline("isUnix");
            return true;
        });
        all.add("dir", this::dir);
        for (String shell : List.of("sh", "bat", "powershell", "pwsh")) {
            all.add(shell, this::shell);
        }
        NOT_DONE.forEach(step -> all.add(step, call -> {
            console.pipeline(step);
            console.line("(left out: the try-out does not do " + step + ")");
            return null;
        }));
    }

    private Object writeFile(Steps.Call call) throws IOException, InterruptedException {
        console.pipeline("writeFile");
        byte[] text = call.text("text", "").getBytes(StandardCharsets.UTF_8);
        workspace.write(String.valueOf(call.named().get("file")), out -> out.write(text));
        return null;
    }

    private Object readFile(Steps.Call call) throws IOException {
        console.pipeline("readFile");
        Path file = workspace.resolve(call.text("file", ""));
        if (!Files.exists(file)) {
            throw new PipelineFailure(
                    "There is no file '" + call.text("file", "") + "' in the workspace " + workspace.root());
        }
        return Files.readString(file);
    }

    private Object dir(Steps.Call call) throws Exception {
        String path = call.text("path", "");
        workspace.resolve(path);
        steps.open("dir", "");
        try {
            return Frame.current().inFolder(path).run(call::runBody);
        } finally {
            steps.close("dir");
        }
    }

    private Object shell(Steps.Call call) {
        console.pipeline(call.step());
        console.line("+ " + call.text("script", "").strip());
        console.line("(left out: the try-out runs no commands)");
        if (Boolean.TRUE.equals(call.named().get("returnStdout"))) {
            return "";
        }
        return Boolean.TRUE.equals(call.named().get("returnStatus")) ? 0 : null;
    }
}
