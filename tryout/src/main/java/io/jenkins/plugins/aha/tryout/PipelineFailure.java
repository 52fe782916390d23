package io.jenkins.plugins.aha.tryout;

/** Ends a pipeline, or the block around it, with one sentence for the user. */
class PipelineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PipelineFailure(String message) {
        super(message);
    }

    /** A time-out or Ctrl-C. */
    static final class Aborted extends PipelineFailure {
        private static final long serialVersionUID = 1L;

        Aborted(String message) {
            super(message);
        }
    }

    /** A call of something that is neither step nor method. As in Jenkins it is an error, so no script goes on after it. */
    static final class UnknownStep extends Error {
        private static final long serialVersionUID = 1L;

        UnknownStep(String message) {
            super(message);
        }
    }
}
