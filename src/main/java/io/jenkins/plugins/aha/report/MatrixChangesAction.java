package io.jenkins.plugins.aha.report;

import hudson.model.Api;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * "Aha! changes" of a build whose parts made them: the builds of the same number of the jobs in its job, such as the
 * configurations of a matrix job. It holds no rows, only the fact that there are some, so that no other build costs a
 * look at all its parts.
 */
@ExportedBean
@Restricted(NoExternalUse.class)
public class MatrixChangesAction implements RunAction2, BuildChanges {
    private transient Run<?, ?> run;

    private MatrixChangesAction(Run<?, ?> run) {
        this.run = run;
    }

    /** Puts the page on the build that a build is part of, if it is part of one. */
    static void addAbove(Run<?, ?> part) throws IOException {
        if (!(part.getParent().getParent() instanceof Job<?, ?> whole)) {
            return;
        }
        Run<?, ?> run = whole.getBuildByNumber(part.getNumber());
        if (run == null) {
            return;
        }
        // The other parts come here at once.
        synchronized (run) {
            if (run.getAction(MatrixChangesAction.class) == null) {
                ChangedBuilds.add(run);
                run.addAction(new MatrixChangesAction(run));
                run.save();
            }
        }
    }

    @Override
    public void onAttached(Run<?, ?> to) {
        this.run = to;
    }

    @Override
    public void onLoad(Run<?, ?> from) {
        this.run = from;
    }

    @Override
    public Run<?, ?> getRun() {
        return run;
    }

    /** The changes of the parts, in the order of these. */
    @Exported
    public List<ChangesAction> getParts() {
        List<ChangesAction> parts = new ArrayList<>();
        if (run.getParent() instanceof ItemGroup<?> group) {
            for (Object item : group.getItems()) {
                Run<?, ?> part = item instanceof Job<?, ?> job ? job.getBuildByNumber(run.getNumber()) : null;
                ChangesAction changes = part == null ? null : part.getAction(ChangesAction.class);
                if (changes != null) {
                    parts.add(changes);
                }
            }
        }
        return parts;
    }

    @Override
    public List<ChangeRow> getFirstRows() throws IOException {
        List<ChangeRow> rows = new ArrayList<>();
        for (ChangesAction part : getParts()) {
            rows.addAll(part.getFirstRows());
        }
        return rows.subList(0, Math.min(ChangesAction.IN_SUMMARY, rows.size()));
    }

    @Override
    @Exported
    public Map<String, Integer> getCounts() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (ChangesAction part : getParts()) {
            part.getCounts().forEach((operation, count) -> counts.merge(operation, count, Integer::sum));
        }
        return counts;
    }

    @Override
    @Exported
    public int getTotal() throws IOException {
        return BuildChanges.super.getTotal();
    }

    public Api getApi() {
        return new Api(this);
    }
}
