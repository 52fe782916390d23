package io.jenkins.plugins.aha.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.ExtensionList;
import hudson.model.Action;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.RunAction2;
import jenkins.model.TransientActionFactory;
import jenkins.tasks.SimpleBuildStep;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds that changed nothing in Aha! are not loaded because of us, whatever is asked of their jobs. */
@WithJenkins
class BuildsAreNotLoadedTest {
    private static final int JOBS = 200;
    private static final int BUILDS = 10;

    private static JenkinsRule jenkins;

    /** Counts the builds that are loaded from the disk. */
    public static final class Loads extends InvisibleAction implements RunAction2 {
        private static final AtomicInteger COUNT = new AtomicInteger();

        @Override
        public void onAttached(Run<?, ?> run) {
            // not loaded
        }

        @Override
        public void onLoad(Run<?, ?> run) {
            COUNT.incrementAndGet();
        }
    }

    /** Some action that another plugin may look for. */
    private static final class Unrelated extends InvisibleAction {}

    @BeforeAll
    static void makeJobs(JenkinsRule rule) throws Exception {
        jenkins = rule;
        // Jenkins itself loads the last successful build of each job for this factory.
        ExtensionList<TransientActionFactory> factories = ExtensionList.lookup(TransientActionFactory.class);
        factories.stream()
                .filter(factory -> factory.getClass().getName().startsWith(SimpleBuildStep.class.getName()))
                .toList()
                .forEach(factories::remove);
        FreeStyleBuild built = rule.buildAndAssertSuccess(rule.createFreeStyleProject("job0"));
        built.addAction(new Loads());
        built.save();
        File model = built.getRootDir();
        for (int job = 0; job < JOBS; job++) {
            FreeStyleProject project = job == 0 ? built.getProject() : rule.createFreeStyleProject("job" + job);
            for (int build = 1; build <= BUILDS; build++) {
                File folder = new File(rule.jenkins.getBuildDirFor(project), String.valueOf(build));
                if (!folder.exists()) {
                    FileUtils.copyDirectory(model, folder);
                }
            }
            Files.writeString(project.getRootDir().toPath().resolve("nextBuildNumber"), String.valueOf(BUILDS + 1));
        }
    }

    @BeforeEach
    void loadNothing() throws Exception {
        jenkins.jenkins.reload();
        Loads.COUNT.set(0);
    }

    private static List<FreeStyleProject> jobs() {
        List<FreeStyleProject> jobs = jenkins.jenkins.getItems(FreeStyleProject.class);
        assertEquals(JOBS, jobs.size());
        return jobs;
    }

    private static FreeStyleProject job(int number) {
        return jenkins.jenkins.getItemByFullName("job" + number, FreeStyleProject.class);
    }

    @Test
    void whenAnyActionIsLookedFor() {
        for (FreeStyleProject job : jobs()) {
            assertNull(job.getAction(Unrelated.class));
            assertNull(job.getAction(ProjectChangesAction.class));
        }
        assertEquals(0, Loads.COUNT.get());
        assertEquals(BUILDS, job(7).getBuilds().size(), "the counter counts");
        assertEquals(BUILDS, Loads.COUNT.get());
    }

    @Test
    void anotherActionIsNotLookedForHere() {
        Class<? extends Action> ours = ExtensionList.lookupSingleton(ProjectChangesAction.Factory.class)
                .actionType();
        assertFalse(ours.isAssignableFrom(Unrelated.class));
        assertFalse(Unrelated.class.isAssignableFrom(ours));
    }

    @Test
    void whenAllActionsAreAskedFor() {
        jobs().forEach(FreeStyleProject::getAllActions);
        assertEquals(0, Loads.COUNT.get());
    }

    @Test
    void whenTheApiShowsAllActionsOfAllJobs() throws Exception {
        jenkins.createWebClient().getJSON("api/json?tree=jobs[actions[*]]");
        assertEquals(0, Loads.COUNT.get());
    }

    @Test
    void whenTheJobsPageIsShown() throws Exception {
        jenkins.createWebClient().withJavaScriptEnabled(false).getPage(job(1));
        int with = Loads.COUNT.getAndSet(0);
        ExtensionList<TransientActionFactory> factories = ExtensionList.lookup(TransientActionFactory.class);
        ProjectChangesAction.Factory ours = factories.get(ProjectChangesAction.Factory.class);
        factories.remove(ours);
        try {
            jenkins.createWebClient().withJavaScriptEnabled(false).getPage(job(2));
        } finally {
            factories.add(ours);
        }
        assertEquals(Loads.COUNT.get(), with);
    }

    @Test
    void onlyTheBuildsThatChangedSomethingAreLoaded() throws Exception {
        FreeStyleProject job = job(3);
        for (int number : new int[] {2, 5, 6}) {
            ChangesAction.add(
                    job.getBuildByNumber(number),
                    new Change(Instant.EPOCH, "delete", new Subject("record", "", "", "1", "", ""), "deleted"),
                    "s",
                    "");
        }
        job.getBuildByNumber(5).delete();
        loadNothing();
        job = job(3);
        assertEquals(1, job.getActions(ProjectChangesAction.class).size());
        assertEquals(0, Loads.COUNT.get());
        assertEquals(
                List.of(6, 2),
                job.getAction(ProjectChangesAction.class).getBuilds().stream()
                        .map(changes -> changes.getRun().getNumber())
                        .toList());
        assertEquals(2, Loads.COUNT.get());
        job.getBuildByNumber(2).delete();
        job.getBuildByNumber(6).delete();
        assertNull(job.getAction(ProjectChangesAction.class));
        Path rubbish = job.getRootDir().toPath().resolve("aha-changed-builds.txt");
        Files.writeString(rubbish, "x\n-1\n99999999999999\n\n4");
        assertEquals(List.of(), job.getAction(ProjectChangesAction.class).getBuilds());
    }
}
