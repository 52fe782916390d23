package io.jenkins.plugins.aha.report;

import hudson.model.Api;
import hudson.model.Computer;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.aha.operation.context.Change;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** "Aha! changes" of a build: on its page, on a page of its own, and through the API. */
@ExportedBean
@Restricted(NoExternalUse.class)
public class ChangesAction implements RunAction2 {
    /** The path below a build and below a job. */
    static final String URL = "aha-changes";

    private static final int IN_SUMMARY = 5;
    private static final ReentrantLock BEGINNING = new ReentrantLock();

    private transient Run<?, ?> run;
    private transient ChangeFile file;

    private ChangesAction(Run<?, ?> run) {
        attach(run);
    }

    /**
     * Adds a row to a build's changes; and to those of the build that it is part of, as a configuration of a matrix job
     * is.
     *
     * @param step the step or build step that made the change
     * @param node the name of the node it ran on; empty for none
     */
    public static void add(Run<?, ?> run, Change change, String step, String node) throws IOException {
        String named = nameOf(node);
        of(run).file.append(new ChangeRow(change, step, named, ""));
        if (run.getParent().getParent() instanceof Job<?, ?> whole) {
            Run<?, ?> above = whole.getBuildByNumber(run.getNumber());
            if (above != null) {
                String part = run.getParent().getDisplayName();
                of(above).file.append(new ChangeRow(change, step, named, part));
            }
        }
    }

    /** Freestyle builds call the built-in node by its label and pipelines by its name: readers know the name. */
    private static String nameOf(String node) {
        Computer builtIn = Jenkins.get().toComputer();
        boolean labelled = node.equals(Jenkins.get().getSelfLabel().getName());
        return labelled && builtIn != null ? builtIn.getDisplayName() : node;
    }

    private static ChangesAction of(Run<?, ?> run) throws IOException {
        ChangesAction known = run.getAction(ChangesAction.class);
        return known == null ? begin(run) : known;
    }

    private static ChangesAction begin(Run<?, ?> run) throws IOException {
        // Parallel branches, and the configurations of a matrix, come here at once.
        BEGINNING.lock();
        try {
            ChangesAction action = run.getAction(ChangesAction.class);
            if (action == null) {
                ChangedBuilds.add(run);
                action = new ChangesAction(run);
                run.addAction(action);
                run.save();
            }
            return action;
        } finally {
            BEGINNING.unlock();
        }
    }

    private void attach(Run<?, ?> to) {
        this.run = to;
        this.file = new ChangeFile(new File(to.getRootDir(), "aha-changes.jsonl").toPath());
    }

    @Override
    public void onAttached(Run<?, ?> to) {
        attach(to);
    }

    @Override
    public void onLoad(Run<?, ?> from) {
        attach(from);
    }

    /** Returns the build. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** Returns the build, under the name that {@code l:run-subpage} asks for. */
    public Run<?, ?> getObject() {
        return run;
    }

    /** Returns the first rows, for an overview. */
    public List<ChangeRow> getFirstRows() throws IOException {
        List<ChangeRow> rows = getChanges();
        return rows.subList(0, Math.min(IN_SUMMARY, rows.size()));
    }

    /** Returns the same in groups. */
    public List<ChangeGroup> getFirstGroups() throws IOException {
        return ChangeGroup.of(getFirstRows());
    }

    /** Returns the rows that are kept, in the order of time. */
    @Exported
    public List<ChangeRow> getChanges() throws IOException {
        return file.read().rows();
    }

    /** Returns the rows of the operation that the page is asked for by {@code ?operation=…}, or all, in groups. */
    public List<ChangeGroup> getShownGroups() throws IOException {
        String operation = getShownOperation();
        return ChangeGroup.of(getChanges().stream()
                .filter(row -> operation.isEmpty() || row.getOperation().equals(operation))
                .toList());
    }

    /** Returns the operation that the page is asked for; empty for all. */
    public String getShownOperation() throws IOException {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        String asked = request == null ? null : request.getParameter("operation");
        return asked != null && getCounts().containsKey(asked) ? asked : "";
    }

    /** Operation → how many changes, also of those not kept. */
    @Exported
    public Map<String, Integer> getCounts() throws IOException {
        return file.read().counts();
    }

    /** Returns what a page says of so many changes by an operation, such as "2 created". */
    public String counted(String operation, int count) {
        return switch (operation) {
            case Change.CREATE -> Messages.ChangesAction_created(count);
            case Change.UPDATE -> Messages.ChangesAction_updated(count);
            case Change.DELETE -> Messages.ChangesAction_deleted(count);
            case Change.LINK -> Messages.ChangesAction_linked(count);
            default -> operation + " " + count;
        };
    }

    /** Returns how many changes there were, also those not kept. */
    @Exported
    public int getTotal() throws IOException {
        return file.read().total();
    }

    /** Returns how many changes were only counted. */
    @Exported
    public int getNotKept() throws IOException {
        // From one reading: a build that is running may add more between two.
        ChangeFile.Content content = file.read();
        return content.total() - content.rows().size();
    }

    public Api getApi() {
        return new Api(this);
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
        return URL;
    }
}
