package io.jenkins.plugins.aha.report;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import jenkins.model.TransientActionFactory;

/** "Aha! changes" of a job: those of its newest builds. */
public class ProjectChangesAction implements Action {
    private static final int BUILDS_LOOKED_AT = 50;
    private static final int BUILDS_SHOWN = 10;
    /** Fewer than Jenkins lists beside the page of a job. */
    private static final int BUILDS_THAT_MATTER = 10;

    private final Job<?, ?> job;

    ProjectChangesAction(Job<?, ?> job) {
        this.job = job;
    }

    public Job<?, ?> getJob() {
        return job;
    }

    /** The changes of the newest builds that have any, the newest first. */
    public List<BuildChanges> getBuilds() {
        return newest(job, BUILDS_LOOKED_AT)
                .flatMap(build -> BuildChanges.of(build).stream())
                .limit(BUILDS_SHOWN)
                .toList();
    }

    /** The newest builds, also one that is running; each is loaded only when it is asked for. */
    private static Stream<Run<?, ?>> newest(Job<?, ?> job, int most) {
        return Stream.<Run<?, ?>>iterate(job.getLastBuild(), Objects::nonNull, Run::getPreviousBuild)
                .limit(most);
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
        return BuildChanges.URL;
    }

    /** Puts the page into the menu of jobs of which one of the newest builds touched Aha!. */
    @Extension
    @SuppressWarnings("rawtypes")
    public static class Factory extends TransientActionFactory<Job> {
        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job target) {
            // Every page of every job asks this: Jenkins has so many builds at hand anyway.
            boolean touched = newest((Job<?, ?>) target, BUILDS_THAT_MATTER)
                    .anyMatch(build -> BuildChanges.of(build).isPresent());
            return touched ? List.of(new ProjectChangesAction(target)) : List.of();
        }
    }
}
