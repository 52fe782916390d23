package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import java.io.IOException;

/** Something to do in Aha!, its parameters bound and checked. Immutable; may be run again after a crash. */
@FunctionalInterface
interface Operation {
    /**
     * Runs the operation.
     *
     * @return what the step returns: lists, maps, texts, numbers; serializable, and the script's own to change
     * @throws AhaException when Aha! refuses, cannot be reached or did something else; says which half was done
     * @throws IOException when the workspace or the journal cannot be written
     * @throws InterruptedException when the operation is aborted
     */
    Object run(OperationContext context) throws IOException, InterruptedException;
}
