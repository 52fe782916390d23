package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Result;
import hudson.model.Run;
import hudson.tasks.Builder;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.RealController;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.report.ChangeRow;
import io.jenkins.plugins.aha.report.ChangesAction;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * A controller that is killed again and again while many builds write to Aha!: afterwards Aha! holds what the builds
 * logged, each thing once.
 */
class KillLoopTest {
    private static final int PIPELINES = 20;
    private static final int FREESTYLES = 5;

    /** A pipeline that was killed before Jenkins had saved it with a step of this plugin: Jenkins gives it up. */
    private static final String UNSAVED = "given up by Jenkins, never saved";

    private static final String NODES_LOST = "given up by Jenkins at its end, nodes lost";

    private static final String PIPELINE = """
            def me = "${env.JOB_NAME}-${env.BUILD_NUMBER}".toString()
            def one = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: me]
            def bulk = ahaCreateRecord product: 'PRJ1', table: 'customers',
                fields: (1..3).collect { [name: "${me}-bulk${it}".toString()] }
            ahaCreateRecord product: 'PRJ1', table: 'customers', uniqueBy: 'name',
                fields: [[name: "${me}-key".toString()], [name: "${me}-key".toString(), tier: 'gold']]
            ahaUpdateRecord id: one, fields: [tier: me]
            ahaLinkRecords target: ['PRJ1-R-1', 'PRJ1-%d'], field: 'customers', records: one
            ahaDeleteRecord id: bulk[2]
            """;

    @RegisterExtension
    private final RealJenkinsExtension jenkins = RealController.small().withTimeout((int) TimeUnit.HOURS.toSeconds(2));

    private final Map<String, Integer> defects = new TreeMap<>();
    private final List<String> cases = new ArrayList<>();

    @Test
    void aControllerThatIsKilledLosesAndDoublesNothing() throws Throwable {
        check(20_261_124, 1);
    }

    /** {@code make kill-loop}: seed and number of kills come from system properties. */
    @Test
    @Tag("chaos")
    void aControllerThatIsKilledManyTimesLosesAndDoublesNothing() throws Throwable {
        check(Long.getLong("aha.chaos.seed", System.currentTimeMillis()), Integer.getInteger("aha.chaos.kills", 25));
    }

    private void check(long seed, int kills) throws Throwable {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            aha.settings().latencyMillis(20);
            AtomicReference<CountDownLatch> requests = new AtomicReference<>(new CountDownLatch(0));
            aha.faults()
                    .when(
                            (method, path) -> {
                                requests.get().countDown();
                                return false;
                            },
                            1,
                            Fault.NONE);
            Random random = new Random(seed);
            String url = aha.url();
            jenkins.startJenkins();
            jenkins.runRemotely(rule -> {
                AhaJenkins.configure(url);
                makeJobs(rule);
            });
            for (int kill = 0; kill < kills; kill++) {
                CountDownLatch moment = new CountDownLatch(random.nextInt(400));
                requests.set(moment);
                jenkins.runRemotely(rule -> {
                    startIdleJobs();
                });
                // All builds may have ended before that many requests; then it is killed while it does nothing.
                moment.await(45, TimeUnit.SECONDS);
                jenkins.stopJenkinsForcibly();
                jenkins.startJenkins();
            }
            List<String> builds = jenkins.runRemotely(KillLoopTest::awaitAllBuilds);
            compare(aha, builds);
            report(seed, kills, builds);
            assertEquals(List.of(), cases);
        }
    }

    private static void makeJobs(JenkinsRule rule) throws Exception {
        rule.jenkins.setNumExecutors(FREESTYLES);
        for (int number = 1; number <= PIPELINES; number++) {
            AhaJenkins.pipeline(rule, PIPELINE.formatted(number % 6 + 1)).renameTo("pipeline" + number);
        }
        for (int number = 1; number <= FREESTYLES; number++) {
            FreeStyleProject job = rule.createFreeStyleProject("freestyle" + number);
            String name = "${JOB_NAME}-${BUILD_NUMBER}";
            List<Builder> steps = List.of(
                    new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", name))),
                    new LinkRecordsBuilder("PRJ1-R-1", "customers", "$AHA_RECORD_ID"));
            job.getBuildersList().addAll(steps);
        }
    }

    private static void startIdleJobs() {
        for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
            if (job instanceof ParameterizedJobMixIn.ParameterizedJob<?, ?> startable && !job.isBuilding()) {
                startable.scheduleBuild2(0);
            }
        }
    }

    /** For each build its name, kind, result, and the ids of the records that it says it made and left there. */
    private static ArrayList<String> awaitAllBuilds(JenkinsRule rule) throws Throwable {
        rule.waitUntilNoActivity();
        ArrayList<String> builds = new ArrayList<>();
        for (Job<?, ?> job : Jenkins.get().getAllItems(Job.class)) {
            for (Run<?, ?> build : job.getBuilds()) {
                // A build that Jenkins is about to resume counts as no activity yet.
                rule.waitForCompletion(build);
                String kind = job instanceof WorkflowJob ? "pipeline" : "freestyle";
                String result = build.isBuilding() ? "RUNNING" : String.valueOf(build.getResult());
                if (job instanceof WorkflowJob && build.getResult() != Result.SUCCESS && givenUp(build.getLog(1_000))) {
                    result = UNSAVED;
                } else if (job instanceof WorkflowJob && lostItsNodes(build.getLog(1_000))) {
                    result = NODES_LOST;
                } else if (job instanceof WorkflowJob && build.getResult() != Result.SUCCESS) {
                    // Why, for readers of a failure of this test.
                    System.out.println(build + " ended with " + result + ": " + build.getLog(40));
                }
                builds.add(String.join(
                        " ", job.getName() + "-" + build.getNumber(), kind, result.replace(' ', '_'), left(build)));
            }
        }
        return builds;
    }

    private static boolean givenUp(List<String> log) {
        return log.stream().anyMatch(line -> line.contains("Failed to load program"))
                || log.stream().noneMatch(line -> line.startsWith("[Pipeline] aha"));
    }

    /**
     * Jenkins packs the nodes of a build that ends into one file; killed meanwhile, it has neither it nor the others.
     */
    private static boolean lostItsNodes(List<String> log) {
        return log.stream().anyMatch(line -> line.contains("Creating placeholder flownodes because failed loading"))
                && log.stream().anyMatch(line -> line.startsWith("[Pipeline] ahaDeleteRecord"));
    }

    private static String left(Run<?, ?> build) throws Exception {
        ChangesAction changes = build.getAction(ChangesAction.class);
        Set<String> ids = new LinkedHashSet<>();
        for (ChangeRow row : changes == null ? List.<ChangeRow>of() : changes.getChanges()) {
            if (row.getOperation().equals("create")) {
                ids.add(row.getId());
            } else if (row.getOperation().equals("delete")) {
                ids.remove(row.getId());
            }
        }
        return String.join(",", ids);
    }

    private void compare(AhaSimulator aha, List<String> builds) {
        Map<String, List<StoredRecord>> byName = aha.state().records("PRJ1", "customers").stream()
                .collect(Collectors.groupingBy(record -> String.valueOf(record.text("name"))));
        byName.forEach((name, records) -> expect("duplicates", name + " " + records.size(), records.size() == 1));
        Set<String> ids = aha.state().snapshot().stream().map(StoredRecord::id).collect(Collectors.toSet());
        List<String> linked = aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers");
        for (String build : builds) {
            String[] parts = build.split(" ", -1);
            expect("builds that did not end", build, !parts[2].equals("RUNNING"));
            expect("untrue rows", build, parts[3].isEmpty() || ids.containsAll(List.of(parts[3].split(","))));
            boolean freestyle = parts[1].equals("freestyle");
            boolean unsaved = parts[2].equals(UNSAVED.replace(' ', '_'));
            expect("writes of builds that were never saved", build, !unsaved || !byName.containsKey(parts[0]));
            boolean nodesLost = parts[2].equals(NODES_LOST.replace(' ', '_'));
            expect(
                    "pipelines that failed",
                    build,
                    freestyle || unsaved || nodesLost || parts[2].equals(Result.SUCCESS.toString()));
            boolean didAll = nodesLost || parts[2].equals(Result.SUCCESS.toString());
            if (!didAll) {
                continue;
            }
            List<StoredRecord> own = byName.getOrDefault(parts[0], List.of());
            expect("lost writes", build, own.size() == 1);
            expect(
                    "lost links",
                    build,
                    own.size() == 1 && linked.contains(own.get(0).id()));
            if (!freestyle) {
                expect(
                        "lost writes",
                        build + " tier",
                        own.size() == 1 && parts[0].equals(own.get(0).text("tier")));
                expect("lost writes", build + " bulk1", byName.containsKey(parts[0] + "-bulk1"));
                expect("lost writes", build + " bulk2", byName.containsKey(parts[0] + "-bulk2"));
                expect("lost writes", build + " bulk3", !byName.containsKey(parts[0] + "-bulk3"));
                List<StoredRecord> keyed = byName.getOrDefault(parts[0] + "-key", List.of());
                expect(
                        "lost writes",
                        build + " key",
                        keyed.size() == 1 && "gold".equals(keyed.get(0).text("tier")));
            }
        }
    }

    private void expect(String defect, String build, boolean holds) {
        defects.merge(defect, holds ? 0 : 1, Integer::sum);
        if (!holds) {
            cases.add(defect + ": " + build);
        }
    }

    /** Printed, and written for the documentation where a system property names the file. */
    private void report(long seed, int kills, List<String> builds) throws IOException {
        Map<String, Long> results = builds.stream()
                .collect(Collectors.groupingBy(
                        build -> String.join(" ", List.of(build.split(" ", -1)).subList(1, 3)), Collectors.counting()));
        StringBuilder table = new StringBuilder(
                "`make kill-loop SEED=" + seed + " KILLS=" + kills + "`: " + PIPELINES + " pipelines and " + FREESTYLES
                        + " freestyle jobs, " + builds.size() + " builds\n\n| | count |\n|---|---:|\n");
        new TreeMap<>(results)
                .forEach((result, count) -> table.append("| " + result.replace('_', ' ') + " | " + count + " |\n"));
        defects.forEach((defect, count) -> table.append("| **" + defect + "** | **" + count + "** |\n"));
        System.out.println(table);
        cases.forEach(System.out::println);
        String file = System.getProperty("aha.chaos.table");
        if (file != null) {
            Files.writeString(Path.of(file), table);
        }
    }
}
