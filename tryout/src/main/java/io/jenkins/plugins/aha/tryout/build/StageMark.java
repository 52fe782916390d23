package io.jenkins.plugins.aha.tryout.build;

import hudson.model.Result;

/** The worst result that steps such as {@code catchError} have given a stage, as its {@code post} sees it. Thread-safe. */
final class StageMark {
    private final StageMark around;
    private Result worst = Result.SUCCESS;

    /**
     * @param around null for a stage in no other
     */
    StageMark(StageMark around) {
        this.around = around;
    }

    /** Marks this stage and the stages around it. */
    void worsen(Result result) {
        synchronized (this) {
            worst = worst.combine(result);
        }
        if (around != null) {
            around.worsen(result);
        }
    }

    synchronized Result worst() {
        return worst;
    }
}
