package io.jenkins.plugins.aha.tryout.build;

import hudson.model.Result;

/**
 * The worst result that steps such as {@code catchError} have given a stage, as its {@code post} sees it; a stage
 * around it does not. Thread-safe.
 */
final class StageMark {
    private Result worst = Result.SUCCESS;

    synchronized void worsen(Result result) {
        worst = worst.combine(result);
    }

    synchronized Result worst() {
        return worst;
    }
}
