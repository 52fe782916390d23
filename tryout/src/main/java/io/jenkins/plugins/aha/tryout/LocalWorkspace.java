package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.operation.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A folder that the pipeline keeps its files in. Nothing outside it is read or written, not even through links. */
final class LocalWorkspace implements Workspace {
    private final Path root;

    LocalWorkspace(Path root) {
        this.root = root;
    }

    Path root() {
        return root;
    }

    /** The file of a path below the workspace, in the folder that {@code dir} went into. */
    Path resolve(String path) throws IOException {
        Path inner = root.resolve(Frame.current().folder());
        Path file = inner.resolve(path).normalize();
        boolean plain = !Path.of(path).isAbsolute() && !("/" + path + "/").contains("/../");
        Files.createDirectories(root);
        Path nearest = file.getParent();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (!plain || nearest == null || !nearest.toRealPath().startsWith(root.toRealPath())) {
            throw new IOException("The file '" + path + "' would lie outside the workspace: give a path below it, such"
                    + " as reports/customers.csv");
        }
        return file;
    }

    @Override
    public void write(String path, Content content) throws IOException, InterruptedException {
        Path file = resolve(path);
        Files.createDirectories(file.getParent());
        Path part = Files.createTempFile(file.getParent(), ".aha", ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part)) {
                content.writeTo(out);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
