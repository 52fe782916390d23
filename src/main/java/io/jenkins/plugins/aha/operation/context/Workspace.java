package io.jenkins.plugins.aha.operation.context;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The place where a build keeps its files. */
@FunctionalInterface
@Restricted(NoExternalUse.class)
public interface Workspace {
    /** Writes a file's content. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    interface Content {
        void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    /**
     * Writes a file, whole or not at all: as long as the content is not complete, an older file stays.
     *
     * @param path relative to the workspace, with slashes, without {@code ..}
     * @throws IOException when it cannot be written, or would lie outside the workspace
     */
    void write(String path, Content content) throws IOException, InterruptedException;

    /**
     * Reads a file.
     *
     * @param path as for {@link #write}
     * @return its bytes; closed by the caller
     * @throws IOException when there is none, or it lies outside the workspace; a sentence for the user
     */
    default InputStream read(String path) throws IOException, InterruptedException {
        throw new IOException("There is no file '" + path + "' here");
    }
}
