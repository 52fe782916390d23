package io.jenkins.plugins.aha.run;

import hudson.AbortException;
import hudson.FilePath;
import io.jenkins.plugins.aha.operation.Workspace;
import java.io.IOException;
import java.io.OutputStream;

/** A build's workspace, here or on an agent. Nothing outside it is written, not even through links. */
final class BuildWorkspace implements Workspace {
    private final FilePath root;

    BuildWorkspace(FilePath root) {
        this.root = root;
    }

    @Override
    public void write(String path, Content content) throws IOException, InterruptedException {
        if (!isPlain(path) || !root.isDescendant(path)) {
            throw new AbortException(Messages.BuildWorkspace_outside(path));
        }
        FilePath file = root.child(path);
        FilePath folder = file.getParent();
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

    private static boolean isPlain(String path) {
        return !path.startsWith("/")
                && !path.startsWith("~")
                && path.indexOf('\\') < 0
                && path.indexOf(':') < 0
                && !("/" + path + "/").contains("/../");
    }
}
