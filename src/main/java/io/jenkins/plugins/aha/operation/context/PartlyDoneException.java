package io.jenkins.plugins.aha.operation.context;

import io.jenkins.plugins.aha.model.AhaException;
import java.util.List;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A failure among many items, some of which were done. Immutable. */
@Restricted(NoExternalUse.class)
public final class PartlyDoneException extends AhaException {
    private static final long serialVersionUID = 1L;

    private final transient List<?> done;

    /**
     * @param message the whole sentence
     * @param done what the step would have returned for the items that were done
     */
    public PartlyDoneException(String message, AhaException cause, List<?> done) {
        super(message, cause);
        this.done = List.copyOf(done);
    }

    /** Returns what the step would have returned for the items that were done, in their order; possibly empty. */
    public List<?> done() {
        return done;
    }
}
