package io.jenkins.plugins.aha.run;

import hudson.model.Cause;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.aha.http.BuildLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/**
 * The builds that started some builds of a job, and those before them that started none or whose changes were not
 * shipped. A build is left out, with a line in the log, where the build's user may not see it. Not thread-safe.
 */
final class UpstreamBuilds {
    private final List<Run<?, ?>> builds;
    private final Run<?, ?> before;
    private final BuildLog log;
    private final int most;
    private final Set<String> leftOut = new LinkedHashSet<>();

    /**
     * @param builds whose causes count
     * @param before the build before them; null for none. Successful builds, this and earlier ones, included the builds
     *     that their causes name
     * @param most how many builds of one job are read
     */
    UpstreamBuilds(List<Run<?, ?>> builds, Run<?, ?> before, BuildLog log, int most) {
        this.builds = builds;
        this.before = before;
        this.log = log;
        this.most = most;
    }

    /** Returns the builds, those of one job together and the oldest first. */
    List<Run<?, ?>> all() {
        Map<String, Integer> newest = new LinkedHashMap<>();
        Map<String, Set<Integer>> named = new LinkedHashMap<>();
        for (Run<?, ?> build : builds) {
            for (Cause.UpstreamCause cause : causes(build)) {
                newest.merge(cause.getUpstreamProject(), cause.getUpstreamBuild(), Math::max);
                named.computeIfAbsent(cause.getUpstreamProject(), job -> new LinkedHashSet<>())
                        .add(cause.getUpstreamBuild());
            }
        }
        if (named.isEmpty()) {
            log.info(Messages.UpstreamBuilds_none());
        }
        Map<String, Integer> seen = shipped(newest.keySet());
        List<Run<?, ?>> all = new ArrayList<>();
        newest.forEach((job, number) -> all.addAll(of(job, number, named.get(job), seen.get(job))));
        if (!leftOut.isEmpty()) {
            log.warn(Messages.UpstreamBuilds_leftOut(String.join(", ", leftOut)));
        }
        return all;
    }

    /**
     * Returns the newest build of each job that a successful build included. Builds that were started by hand, or by
     * another job, included none of it.
     */
    private Map<String, Integer> shipped(Set<String> jobs) {
        Map<String, Integer> shipped = new LinkedHashMap<>();
        Run<?, ?> build = before;
        for (int read = 0; build != null && read < most && !shipped.keySet().containsAll(jobs); read++) {
            if (!BuildChangeLog.shippedNothing(build)) {
                Map<String, Integer> its = new LinkedHashMap<>();
                causes(build)
                        .forEach(cause -> its.merge(cause.getUpstreamProject(), cause.getUpstreamBuild(), Math::max));
                its.forEach(shipped::putIfAbsent);
            }
            build = build.getPreviousBuild();
        }
        return shipped;
    }

    /** Builds that started a build, and those that started them in turn; Jenkins bounds how deep they go. */
    private static List<Cause.UpstreamCause> causes(Run<?, ?> build) {
        LinkedList<Cause> open = new LinkedList<>(build.getCauses());
        List<Cause.UpstreamCause> found = new ArrayList<>();
        while (!open.isEmpty()) {
            if (open.removeFirst() instanceof Cause.UpstreamCause upstream) {
                found.add(upstream);
                open.addAll(upstream.getUpstreamCauses());
            }
        }
        return found;
    }

    /**
     * Returns the builds of one job.
     *
     * @param seen the newest that was shipped; null where none is known: only those count then that are named as causes
     */
    private List<Run<?, ?>> of(String name, int newest, Set<Integer> named, Integer seen) {
        Job<?, ?> job = visible(name);
        if (job == null) {
            named.forEach(number -> leftOut.add(name + " #" + number));
            return List.of();
        }
        LinkedList<Run<?, ?>> found = new LinkedList<>();
        for (int number : new TreeSet<>(named)) {
            Run<?, ?> build = job.getBuildByNumber(number);
            if (build == null) {
                leftOut.add(name + " #" + number);
            } else if (seen == null) {
                found.add(build);
            }
        }
        Run<?, ?> build = seen == null ? null : job.getNearestOldBuild(newest);
        while (build != null && build.getNumber() > seen) {
            if (found.size() == most) {
                log.warn(Messages.UpstreamBuilds_cutOff(most, found.getFirst().getFullDisplayName()));
                break;
            }
            found.addFirst(build);
            build = build.getPreviousBuild();
        }
        return found;
    }

    /** Returns a job; null where the build's user may not see it, or it is gone. */
    private static Job<?, ?> visible(String name) {
        try {
            return Jenkins.get().getItemByFullName(name, Job.class);
        } catch (AccessDeniedException onlyDiscovered) {
            return null;
        }
    }
}
