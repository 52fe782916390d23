package io.jenkins.plugins.aha.tryout.steps;

import io.jenkins.plugins.aha.operation.context.Workspace;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A folder that the pipeline keeps its files in. Nothing outside it is written, not even through links; read are also
 * the files of the caller's folder, in place of what Jenkins would check out. Thread-safe.
 */
public final class LocalWorkspace implements Workspace {
    private final Path root;
    private final Path checkout;

    public LocalWorkspace(Path root, Path checkout) {
        this.root = root.toAbsolutePath().normalize();
        this.checkout = checkout.toAbsolutePath().normalize();
    }

    /** Returns the caller's folder. */
    public Path checkout() {
        return checkout;
    }

    /** Returns the file to read; null if there is none. */
    public Path existing(String path) throws IOException {
        if (Path.of(path).isAbsolute() && !Path.of(path).normalize().startsWith(root)) {
            return null;
        }
        Path written = resolve(path);
        if (Files.exists(written)) {
            return written;
        }
        Path file = checkout.resolve(Frame.current().folder()).resolve(below(path)).normalize();
        return Files.isReadable(file) && file.toRealPath().startsWith(checkout.toRealPath()) ? file : null;
    }

    /** Returns a path below the workspace, also for an absolute one that lies in it. */
    public String below(String path) {
        boolean inside = Path.of(path).isAbsolute() && Path.of(path).normalize().startsWith(root);
        return inside
                ? root.resolve(Frame.current().folder()).relativize(Path.of(path).normalize()).toString()
                : path;
    }

    public Path root() {
        return root;
    }

    /** Returns the file of a path below the workspace, in the folder that {@code dir} went into. */
    public Path resolve(String path) throws IOException {
        Path inner = root.resolve(Frame.current().folder());
        Path file = inner.resolve(path).normalize();
        Files.createDirectories(root);
        if (file.equals(root)) {
            return root;
        }
        Path nearest = file.getParent();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        if (!file.startsWith(root) || nearest == null || !nearest.toRealPath().startsWith(root.toRealPath())) {
            throw new IOException("The file '" + path + "' would lie outside the workspace: give a path below it, such"
                    + " as reports/customers.csv");
        }
        return file;
    }

    @Override
    public InputStream read(String path) throws IOException {
        Path file = existing(path);
        if (file == null || Files.isDirectory(file) || !isInside(file)) {
            throw new IOException("There is no file '" + path + "' in the workspace: give the path of one below it, such as"
                    + " reports/customers.csv");
        }
        return Files.newInputStream(file);
    }

    /** Returns the text of a file; empty for what names none, which the step says itself. */
    String text(Object path) {
        try {
            Path file = path instanceof CharSequence && !Missing.isIn(path) ? existing(path.toString()) : null;
            return file == null ? "" : new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private boolean isInside(Path file) throws IOException {
        Path real = file.toRealPath();
        return real.startsWith(root.toRealPath()) || real.startsWith(checkout.toRealPath());
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
