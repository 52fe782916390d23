package io.jenkins.plugins.aha.tryout;

import hudson.AbortException;

/** Fails a step with one sentence for the user; a script can catch it, as in Jenkins. */
final class PipelineFailure extends AbortException {
    private static final long serialVersionUID = 1L;

    PipelineFailure(String message) {
        super(message);
    }

    /**
     * Throws a failure where no exception is declared; Groovy scripts catch it all the same.
     *
     * @return never
     */
    static RuntimeException because(String message) {
        return unchecked(new PipelineFailure(message));
    }

    /** Throws any exception where none is declared. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException unchecked(Throwable e) throws E {
        throw (E) e;
    }

    /** A call of something that is neither step nor method. As in Jenkins it is an error, so no script goes on after it. */
    static final class UnknownStep extends Error {
        private static final long serialVersionUID = 1L;

        UnknownStep(String message) {
            super(message);
        }
    }
}
