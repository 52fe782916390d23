package io.jenkins.plugins.aha.run;

import hudson.EnvVars;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.scm.ChangeLogSet;
import io.jenkins.plugins.aha.operation.ChangeLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.scm.RunWithSCM;

/** What was said about a build's changes: its branch, its change request, its commit messages. */
final class BuildChangeLog implements ChangeLog {
    private final Run<?, ?> run;

    BuildChangeLog(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public List<String> texts(boolean sinceLastSuccess) throws IOException, InterruptedException {
        List<String> texts = new ArrayList<>();
        EnvVars environment = run.getEnvironment(TaskListener.NULL);
        // CHANGE_BRANCH is the branch that a change request comes from, BRANCH_NAME then says PR-7.
        Stream.of("CHANGE_BRANCH", "BRANCH_NAME", "GIT_BRANCH", "CHANGE_TITLE")
                .map(environment::get)
                .filter(text -> text != null && !text.isBlank())
                .forEach(texts::add);
        for (Run<?, ?> build : builds(sinceLastSuccess)) {
            texts.addAll(messages(build, false));
        }
        return texts;
    }

    @Override
    public List<String> libraryTexts(boolean sinceLastSuccess) {
        List<String> texts = new ArrayList<>();
        for (Run<?, ?> build : builds(sinceLastSuccess)) {
            texts.addAll(messages(build, true));
        }
        return texts;
    }

    /** This build, and before it those whose changes no successful build took with it; the oldest first. */
    private List<Run<?, ?>> builds(boolean sinceLastSuccess) {
        LinkedList<Run<?, ?>> builds = new LinkedList<>(List.of(run));
        Run<?, ?> previous = sinceLastSuccess ? run.getPreviousBuild() : null;
        while (previous != null && !succeeded(previous)) {
            builds.addFirst(previous);
            previous = previous.getPreviousBuild();
        }
        return builds;
    }

    private static boolean succeeded(Run<?, ?> build) {
        Result result = build.getResult();
        return result != null && result.isBetterOrEqualTo(Result.UNSTABLE);
    }

    private static List<String> messages(Run<?, ?> build, boolean ofLibraries) {
        List<ChangeLogSet.Entry> entries = new ArrayList<>();
        if (build instanceof RunWithSCM<?, ?> withChanges) {
            withChanges.getChangeSets().forEach(set -> set.forEach(entries::add));
        }
        Map<String, Long> all = entries.stream()
                .collect(Collectors.groupingBy(entry -> String.valueOf(entry.getCommitId()), Collectors.counting()));
        Map<String, Long> libraries = LibraryChanges.of(build);
        // A repository may be both: what is built, and a library of its own.
        return entries.stream()
                .filter(entry -> {
                    String commit = String.valueOf(entry.getCommitId());
                    return ofLibraries == libraries.getOrDefault(commit, 0L) >= all.get(commit);
                })
                .map(CommitMessage::of)
                .toList();
    }
}
