package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.aha.operation.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/** A build's workspace, here or on an agent. Nothing outside it is written, not even through links. */
final class BuildWorkspace implements Workspace {
    private final FilePath root;

    BuildWorkspace(FilePath root) {
        this.root = root;
    }

    @Override
    public void write(String path, Content content) throws IOException, InterruptedException {
        root.mkdirs();
        if (!isPlain(path) || !root.act(new StaysInside(path))) {
            throw new AbortException(Messages.BuildWorkspace_outside(path));
        }
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
            file.delete();
            part.renameTo(file);
        } finally {
            part.delete();
        }
    }

    /** Looks on the machine of the workspace whether a path leaves it through a link. */
    private static final class StaysInside extends MasterToSlaveFileCallable<Boolean> {
        private static final long serialVersionUID = 1L;

        private final String path;

        StaysInside(String path) {
            this.path = path;
        }

        @Override
        public Boolean invoke(File root, VirtualChannel channel) throws IOException {
            Path workspace = root.toPath();
            Path nearest = workspace.resolve(path).getParent();
            while (nearest != null && !Files.exists(nearest)) {
                nearest = nearest.getParent();
            }
            return nearest != null && nearest.toRealPath().startsWith(workspace.toRealPath());
        }
    }

    private static boolean isPlain(String path) {
        return !path.startsWith("/")
                && !path.startsWith("~")
                && path.indexOf('\\') < 0
                && path.indexOf(':') < 0
                && !("/" + path + "/").contains("/../");
    }
}
