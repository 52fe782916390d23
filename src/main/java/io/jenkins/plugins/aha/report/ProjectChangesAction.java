package io.jenkins.plugins.aha.report;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** "Aha! changes" of a job: those of its newest builds. */
@Restricted(NoExternalUse.class)
public class ProjectChangesAction implements Action {
    private static final int BUILDS_SHOWN = 10;

    private final Job<?, ?> job;

    ProjectChangesAction(Job<?, ?> job) {
        this.job = job;
    }

    /** Returns the job, under the name that {@code l:job-subpage} asks for. */
    public Job<?, ?> getObject() {
        return job;
    }

    /** Returns the changes of the newest builds that have any, the newest first. */
    public List<ChangesAction> getBuilds() {
        return ChangedBuilds.of(job).limit(BUILDS_SHOWN).toList();
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

    /** Puts the page into the menu of jobs of which a build changed something in Aha!. */
    @Extension
    @SuppressWarnings("rawtypes")
    @Restricted(NoExternalUse.class)
    public static class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        /** Without this, every look-up of any action on any job would come here. */
        @Override
        public Class<? extends Action> actionType() {
            return ProjectChangesAction.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            return ChangedBuilds.exist(target) ? List.of(new ProjectChangesAction(target)) : List.of();
        }
    }
}
