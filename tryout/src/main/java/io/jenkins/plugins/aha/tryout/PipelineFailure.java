package io.jenkins.plugins.aha.tryout;

/** Ends a pipeline, or the block around it, with one sentence for the user. */
class PipelineFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PipelineFailure(String message) {
        super(message);
    }

    /** A time-out or Ctrl-C: {@code retry} does not try again after it. */
    static final class Aborted extends PipelineFailure {
        private static final long serialVersionUID = 1L;

        Aborted(String message) {
            super(message);
        }
    }
}
