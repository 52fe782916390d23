package io.jenkins.plugins.aha.run;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.operation.BranchNames;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import jenkins.scm.RunWithSCM;

/** The texts about a build's changes: its branch, its change request, its commit messages. */
final class BuildChangeLog implements ChangeLog {
    /** A job that never succeeds must not load all its builds into memory. */
    private static final int MOST_BEFORE = 100;

    private final Run<?, ?> run;
    private final EnvVars environment;
    private final BuildLog log;
    private final int mostBefore;

    /**
     * @param environment that of the step, in which a script may have set the name of a branch; null for the build's
     */
    BuildChangeLog(Run<?, ?> run, EnvVars environment, BuildLog log) {
        this(run, environment, log, MOST_BEFORE);
    }

    /**
     * As above, for a test.
     *
     * @param mostBefore how many builds before this one are read at most
     */
    BuildChangeLog(Run<?, ?> run, EnvVars environment, BuildLog log, int mostBefore) {
        this.run = run;
        this.environment = environment;
        this.log = log;
        this.mostBefore = mostBefore;
    }

    @Override
    public List<String> texts(boolean sinceLastSuccess) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>(BranchNames.in(environment()));
        List<Run<?, ?>> builds = builds(sinceLastSuccess);
        if (sinceLastSuccess && shippedNothing(builds.get(0).getPreviousBuild())) {
            log.warn(Messages.BuildChangeLog_cutOff(mostBefore, builds.get(0).getDisplayName()));
        }
        texts.addAll(messages(builds));
        return texts;
    }

    private EnvVars environment() throws IOException, InterruptedException {
        return environment == null ? run.getEnvironment(TaskListener.NULL) : environment;
    }

    @Override
    public boolean isFromFork() throws IOException, InterruptedException {
        return !environment().get("CHANGE_FORK", "").isBlank();
    }

    @Override
    public boolean isFirstBuild() {
        return run.getPreviousBuild() == null && entries(run).isEmpty();
    }

    @Override
    public List<String> upstreamTexts() {
        List<Run<?, ?>> own = builds(true);
        return messages(new UpstreamBuilds(own, own.get(0).getPreviousBuild(), log, mostBefore).all());
    }

    /** This build, and before it those whose changes no successful build took with it; the oldest first. */
    private List<Run<?, ?>> builds(boolean sinceLastSuccess) {
        LinkedList<Run<?, ?>> builds = new LinkedList<>(List.of(run));
        Run<?, ?> previous = sinceLastSuccess ? run.getPreviousBuild() : null;
        while (builds.size() <= mostBefore && shippedNothing(previous)) {
            builds.addFirst(previous);
            previous = previous.getPreviousBuild();
        }
        return builds;
    }

    /** Returns whether a build failed, was aborted or still runs; false for none. */
    static boolean shippedNothing(Run<?, ?> build) {
        if (build == null) {
            return false;
        }
        Result result = build.getResult();
        return result == null || result.isWorseThan(Result.UNSTABLE);
    }

    private static List<ChangeLogSet.Entry> entries(Run<?, ?> build) {
        List<ChangeLogSet.Entry> entries = new ArrayList<>();
        if (build instanceof RunWithSCM<?, ?> withChanges) {
            withChanges.getChangeSets().forEach(set -> set.forEach(entries::add));
        }
        return entries;
    }

    private static List<String> messages(List<Run<?, ?>> builds) {
        return builds.stream()
                .flatMap(build -> entries(build).stream())
                .map(BuildChangeLog::message)
                .toList();
    }

    /**
     * Returns the whole message of a commit. Jenkins' own API has only {@code getMsg}, which the git plugin answers
     * with the shortened first line; it and others give the whole as {@code getComment}.
     */
    private static String message(ChangeLogSet.Entry entry) {
        try {
            Object comment = entry.getClass().getMethod("getComment").invoke(entry);
            if (comment instanceof String text && !text.isBlank()) {
                return text;
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
            // This kind of source control has only the short form.
        }
        return entry.getMsg() == null ? "" : entry.getMsg();
    }
}
