package io.jenkins.plugins.aha.tryout.steps;

import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.operation.BranchNames;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.operation.context.RecordNames;
import io.jenkins.plugins.aha.operation.context.Workspace;
import io.jenkins.plugins.aha.operation.input.OnError;
import io.jenkins.plugins.aha.run.AhaStepException;
import io.jenkins.plugins.aha.tryout.build.BuildState;
import io.jenkins.plugins.aha.tryout.build.Console;
import io.jenkins.plugins.aha.tryout.build.Failures;
import io.jenkins.plugins.aha.tryout.build.Frame;
import io.jenkins.plugins.aha.tryout.build.LeftOut;
import io.jenkins.plugins.aha.tryout.build.Missing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The seven steps of the plugin, on the operations that the plugin runs too. */
public final class AhaSteps {
    /** The only parameter of a step that must be given, and so may be given without its name. */
    private static final Map<String, String> ONLY_REQUIRED = Map.of(
            "ahaGetRecord", "id", "ahaUpdateRecord", "id", "ahaDeleteRecord", "id", "ahaListRecords", "table",
            "ahaCreateRecord", "table");

    private final Console console;
    private final BuildState build;
    private final AhaAccount account;
    private final Supplier<String> token;
    private final LocalWorkspace workspace;
    private final List<Change> changes = new ArrayList<>();
    private final RecordNames names = new RecordNames();
    private final Executor workers = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "aha");
        thread.setDaemon(true);
        return thread;
    });
    private final boolean real;
    private boolean saidSites;

    /**
     * @param real whether it is a real account, into which no missing value is written
     */
    public AhaSteps(
            Console console,
            BuildState build,
            AhaAccount account,
            Supplier<String> token,
            LocalWorkspace workspace,
            boolean real) {
        this.console = console;
        this.build = build;
        this.account = account;
        this.token = token;
        this.workspace = workspace;
        this.real = real;
    }

    public void addTo(Steps all) {
        Invocation.steps().forEach(step -> all.add(step, this::run));
        all.add(AhaBlock.STEP, call -> AhaBlock.run(call, all));
    }

    /** Returns what was changed, in the order of time. */
    public List<Change> changes() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    private Object run(Steps.Call call) throws Exception {
        console.pipeline(call.step());
        Map<String, Object> parameters = AhaBlock.withDefaults(call.step(), named(call));
        Set<String> missing = Missing.namesIn(parameters);
        missing.addAll(Missing.namesIn(workspace.text(parameters.get("loadFrom"))));
        if (missing.isEmpty()) {
            return run(Invocation.of(call.step(), parameters));
        }
        report("The step %s was given", "%s is given", call.step(), missing);
        try {
            return run(Invocation.of(call.step(), parameters));
        } catch (IOException | IllegalArgumentException e) {
            console.line("(left out, because it fails without: " + e.getMessage() + ")");
            Frame.current().leftOut().add(LeftOut.Kind.STEP, call.step());
            return Missing.of(call.step(), null);
        }
    }

    private void report(String what, String warning, String step, Set<String> missing) throws AbortException {
        if (real && !missing.isEmpty()) {
            throw new AbortException(what.formatted(step) + " what the try-out does not have: "
                    + String.join(", ", missing) + ". Give a result by OUTPUT='part of the command=result', a variable"
                    + " by ENV_NAME=value, a parameter by PARAMS='NAME=value'.");
        } else if (!missing.isEmpty()) {
            console.line("WARNING: " + warning.formatted(step) + " what only Jenkins has: " + String.join(", ", missing));
        }
    }

    private Object run(Invocation invocation) throws Exception {
        Set<String> presumed = invocation.writes() ? Frame.current().presumed(true) : Set.of();
        report("Whether the step %s runs depends on", "whether %s runs depends on", invocation.step(), presumed);
        saySites(invocation);
        try (Context context = new Context()) {
            return Frame.current().turns().meanwhile(() -> invocation.run(context));
        } catch (IOException e) {
            if (invocation.onError() == OnError.FAIL) {
                throw new AhaStepException(e);
            }
            boolean unstable = invocation.onError() == OnError.UNSTABLE;
            console.line("Aha!: " + e.getMessage()
                    + (unstable ? " The build is marked unstable and goes on." : " The build goes on."));
            if (unstable) {
                build.set(Result.UNSTABLE);
            }
            return null;
        }
    }

    private static Map<String, Object> named(Steps.Call call) {
        if (!call.named().containsKey("")) {
            return call.named();
        }
        if (!ONLY_REQUIRED.containsKey(call.step())) {
            throw Failures.because("The step " + call.step() + " takes its parameters by name, such as "
                    + call.step() + " product: 'PRJ1', table: 'customers'");
        }
        return Collections.singletonMap(ONLY_REQUIRED.get(call.step()), call.named().get(""));
    }

    private synchronized void saySites(Invocation invocation) {
        if (!saidSites && (invocation.site() != null || invocation.credentialsId() != null)) {
            saidSites = true;
            console.line("(site and credentialsId have no meaning here: the try-out speaks to "
                    + account.settings().url() + ")");
        }
    }

    /** One run of one step. */
    private final class Context implements OperationContext, AutoCloseable {
        private final Cancellation cancellation = new Cancellation();
        private final Cancellation.Activity stoppedFromOutside;
        private final Cancellation.Activity here;
        private final BuildLog log;
        private final AhaClient client;
        private final Journal journal = Journal.inMemory();
        private final Progress progress;

        Context() throws InterruptedException {
            stoppedFromOutside = Frame.current().cancellation().begin(cancellation::cancel);
            here = cancellation.beginInThisThread();
            Frame frame = Frame.current();
            // What the operation's threads log belongs to this branch.
            log = line -> {
                try {
                    frame.run(() -> {
                        console.line(line);
                        return null;
                    });
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            };
            client = account.open(token, log, cancellation);
            progress = new Progress(log, account.time(), account.settings().limits());
        }

        @Override
        public AhaClient client() {
            return client;
        }

        @Override
        public BuildLog log() {
            return log;
        }

        @Override
        public Executor workers() {
            return workers;
        }

        @Override
        public Cancellation cancellation() {
            return cancellation;
        }

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public RecordNames names() {
            return names;
        }

        @Override
        public void changed(Change change) {
            synchronized (changes) {
                changes.add(change);
            }
        }

        @Override
        public Workspace workspace() {
            return workspace;
        }

        @Override
        public ChangeLog changeLog() {
            return sinceLastSuccess -> Stream.concat(
                            BranchNames.in(build.environment()).stream(),
                            build.changes().messages().stream())
                    .toList();
        }

        @Override
        public void close() {
            here.close();
            stoppedFromOutside.close();
            if (cancellation.isCancelled()) {
                // The interrupt was for this step; what stopped it from outside is known to the frame.
                Thread.interrupted();
            }
        }
    }
}
