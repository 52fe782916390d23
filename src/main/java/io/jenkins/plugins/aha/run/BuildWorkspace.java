package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import jenkins.MasterToSlaveFileCallable;

/** A build's workspace, here or on an agent. Nothing outside it is written or read, not even through links. */
final class BuildWorkspace implements Workspace {
    private final FilePath root;

    BuildWorkspace(FilePath root) {
        this.root = root;
    }

    @Override
    public void write(String path, Content content) throws IOException, InterruptedException {
        root.mkdirs();
        requireInside(path, false);
        FilePath file = root.child(path);
        FilePath folder = file.getParent();
        if (folder == null) {
            throw new AbortException(Messages.BuildWorkspace_outside(path));
        }
        folder.mkdirs();
        FilePath part = folder.createTempFile(".aha", ".part");
        try {
            try (OutputStream out = part.write()) {
                content.writeTo(out);
            }
            if (file.isDirectory()) {
                throw new AbortException(Messages.BuildWorkspace_folder(path));
            }
            // The folder may have become a link while the content was written.
            if (!root.act(new Replace(path, part.getName()))) {
                throw new AbortException(Messages.BuildWorkspace_outside(path));
            }
        } finally {
            part.delete();
        }
    }

    @Override
    public InputStream read(String path) throws IOException, InterruptedException {
        requireInside(path, false);
        FilePath file = root.child(path);
        if (!file.exists() || file.isDirectory()) {
            throw new AbortException(Messages.BuildWorkspace_missing(path));
        }
        requireInside(path, true);
        return file.read();
    }

    private void requireInside(String path, boolean exists) throws IOException, InterruptedException {
        if (!isPlain(path) || !root.act(new IsInside(path, exists))) {
            throw new AbortException(Messages.BuildWorkspace_outside(path));
        }
    }

    /** Looks on the machine of the workspace whether a path leaves it through a link. */
    private static final class IsInside extends MasterToSlaveFileCallable<Boolean> {
        private static final long serialVersionUID = 1L;
        private final String path;
        private final boolean exists;

        /** @param exists whether there is such a file, so that it may itself be a link */
        IsInside(String path, boolean exists) {
            this.path = path;
            this.exists = exists;
        }

        @Override
        public Boolean invoke(File root, VirtualChannel channel) throws IOException {
            Path workspace = root.toPath();
            return exists
                    ? workspace.resolve(path).toRealPath().startsWith(workspace.toRealPath())
                    : staysInside(workspace, path);
        }
    }

    /** Puts the written part in the place of the file, at once: a crash leaves the old file or the new one. */
    private static final class Replace extends MasterToSlaveFileCallable<Boolean> {
        private static final long serialVersionUID = 1L;

        private final String path;
        private final String part;

        Replace(String path, String part) {
            this.path = path;
            this.part = part;
        }

        @Override
        public Boolean invoke(File root, VirtualChannel channel) throws IOException, InterruptedException {
            if (!staysInside(root.toPath(), path)) {
                return false;
            }
            Path file = root.toPath().resolve(path);
            Path written = file.resolveSibling(part);
            try {
                // This replaces a link and does not follow it.
                RetryingMove.run(() -> Files.move(written, file, StandardCopyOption.ATOMIC_MOVE), Thread::sleep);
            } catch (FileSystemException e) {
                throw new AbortException(Messages.BuildWorkspace_inUse(path, e.getReason()));
            }
            return true;
        }
    }

    private static boolean staysInside(Path workspace, String path) throws IOException {
        Path nearest = workspace.resolve(path).getParent();
        while (nearest != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return nearest != null && nearest.toRealPath().startsWith(workspace.toRealPath());
    }

    private static boolean isPlain(String path) {
        return !path.startsWith("/")
                && !path.startsWith("~")
                && path.indexOf('\\') < 0
                && path.indexOf(':') < 0
                && !("/" + path + "/").contains("/../");
    }
}
