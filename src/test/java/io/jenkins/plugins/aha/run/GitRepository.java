package io.jenkins.plugins.aha.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A repository that a test makes with git itself. */
public final class GitRepository {
    private final Path folder;

    /**
     * @param folder empty
     */
    public GitRepository(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        git("init", "-q", "-b", "main");
        git("config", "user.name", "Release Engineer");
        git("config", "user.email", "release@acme.example");
        git("config", "commit.gpgsign", "false");
    }

    /** As a Jenkinsfile and git take it. */
    public String path() {
        // With slashes on Windows too: a backslash means something else in a Jenkinsfile.
        return folder.toString().replace('\\', '/');
    }

    /** Changes a file and commits it. */
    public void commit(String message) throws IOException, InterruptedException {
        commit("file" + Files.list(folder).count(), message);
    }

    void commit(String file, String message) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), message);
        add(message);
    }

    /** Writes a file and commits it. */
    public void write(String file, String content, String message) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), content);
        add(message);
    }

    private void add(String message) throws IOException, InterruptedException {
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        // The settings of the user who runs the test must not matter.
        String nowhere = folder.resolve(".git/no-such-settings").toString();
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", nowhere, "GIT_CONFIG_SYSTEM", nowhere));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command + ": " + output);
        }
    }
}
