package io.jenkins.plugins.aha.health;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jobs that met one trouble, and the newest build of each that did. Not thread-safe. */
final class AffectedJobs {
    /** More than an administrator reads. */
    private static final int MOST = 100;

    private final Map<String, Integer> newestBuilds = new LinkedHashMap<>();

    void add(Caller caller) {
        if (newestBuilds.size() < MOST || newestBuilds.containsKey(caller.job())) {
            newestBuilds.merge(caller.job(), caller.build(), Math::max);
        }
    }

    /** Forgets the job of a caller if the trouble was met by an earlier build. */
    void forgetIfOlder(Caller caller) {
        newestBuilds.computeIfPresent(caller.job(), (job, build) -> build < caller.build() ? null : build);
    }

    boolean isEmpty() {
        return newestBuilds.isEmpty();
    }

    /** Returns their full names, those that failed first at the beginning. */
    List<String> names() {
        return List.copyOf(newestBuilds.keySet());
    }
}
