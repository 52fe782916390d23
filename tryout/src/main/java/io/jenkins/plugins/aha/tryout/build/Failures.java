package io.jenkins.plugins.aha.tryout.build;

import hudson.AbortException;

/** Throws what fails a step or a pipeline. */
public final class Failures {
    private Failures() {}

    /**
     * Throws a failure where no exception is declared; Groovy scripts catch it all the same.
     *
     * @return never
     */
    public static RuntimeException because(String message) {
        return unchecked(new AbortException(message));
    }

    /** Throws any exception where none is declared. */
    @SuppressWarnings("unchecked")
    public static <E extends Throwable> RuntimeException unchecked(Throwable e) throws E {
        throw (E) e;
    }

    /**
     * A call of something that is neither step nor method. As in Jenkins it is an error, so no script goes on after it.
     */
    public static final class UnknownStep extends Error {
        private static final long serialVersionUID = 1L;

        public UnknownStep(String message) {
            super(message);
        }
    }
}
