package io.jenkins.plugins.aha.report;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;

/** "Aha! changes" of a job: those of its newest builds. */
public class ProjectChangesAction implements Action {
    private static final int BUILDS_LOOKED_AT = 50;
    private static final int BUILDS_SHOWN = 10;

    private final Job<?, ?> job;

    ProjectChangesAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** The changes of the newest builds that have any, the newest first. */
    public List<ChangesAction> getBuilds() {
        List<ChangesAction> builds = new ArrayList<>();
        Run<?, ?> build = job.getLastBuild();
        for (int looked = 0; build != null && looked < BUILDS_LOOKED_AT && builds.size() < BUILDS_SHOWN; looked++) {
            ChangesAction changes = build.getAction(ChangesAction.class);
            if (changes != null) {
                builds.add(changes);
            }
            build = build.getPreviousBuild();
        }
        return builds;
    }

    @Override
    public String getIconFileName() {
        return "symbol-aha-changes plugin-aha";
    }

    @Override
    public String getDisplayName() {
        return Messages.ChangesAction_displayName();
    }

    @Override
    public String getUrlName() {
        return ChangesAction.URL;
    }

    /** Puts the page into the menu of jobs whose last builds touched Aha!. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            Run<?, ?> last = target.getLastCompletedBuild();
            return last == null || last.getAction(ChangesAction.class) == null
                    ? List.of()
                    : List.of(new ProjectChangesAction(target));
        }
    }
}
