package io.jenkins.plugins.aha.tryout;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.Cancellation;
import io.jenkins.plugins.aha.client.Notices;
import io.jenkins.plugins.aha.operation.Change;
import io.jenkins.plugins.aha.operation.ChangeLog;
import io.jenkins.plugins.aha.operation.Invocation;
import io.jenkins.plugins.aha.operation.Journal;
import io.jenkins.plugins.aha.operation.OnError;
import io.jenkins.plugins.aha.operation.OperationContext;
import io.jenkins.plugins.aha.operation.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The seven steps of the plugin, on the operations that the plugin runs too. */
final class AhaSteps {
    /** As everywhere in Jenkins, the name of such a parameter may be left out. */
    private static final Set<String> WITH_ONE_REQUIRED_PARAMETER = Set.of("ahaGetRecord", "ahaDeleteRecord");

    private final Console console;
    private final BuildState build;
    private final AhaAccount account;
    private final Supplier<String> token;
    private final LocalWorkspace workspace;
    private final List<Change> changes = new ArrayList<>();
    private final Executor workers = Executors.newFixedThreadPool(10, work -> {
        Thread thread = new Thread(work, "aha");
        thread.setDaemon(true);
        return thread;
    });
    private boolean toldOfSites;

    AhaSteps(Console console, BuildState build, AhaAccount account, Supplier<String> token, LocalWorkspace workspace) {
        this.console = console;
        this.build = build;
        this.account = account;
        this.token = token;
        this.workspace = workspace;
    }

    void addTo(Steps all) {
        Invocation.steps().forEach(step -> all.add(step, this::run));
    }

    /** What was changed, in the order of time. */
    List<Change> changes() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    private Object run(Steps.Call call) throws IOException, InterruptedException {
        console.pipeline(call.step());
        Invocation invocation = Invocation.of(call.step(), named(call));
        tellOfSites(invocation);
        try (Context context = new Context()) {
            return invocation.run(context);
        } catch (IOException e) {
            if (invocation.onError() == OnError.FAIL) {
                throw e;
            }
            boolean unstable = invocation.onError() == OnError.UNSTABLE;
            console.line("Aha!: " + e.getMessage()
                    + (unstable ? " The build is marked unstable and goes on." : " The build goes on."));
            if (unstable) {
                build.worsen(BuildState.Result.UNSTABLE);
            }
            return null;
        }
    }

    private static Map<String, Object> named(Steps.Call call) {
        if (!call.named().containsKey("")) {
            return call.named();
        }
        if (!WITH_ONE_REQUIRED_PARAMETER.contains(call.step())) {
            throw new PipelineFailure("The step " + call.step() + " takes its parameters by name, such as "
                    + call.step() + " product: 'PRJ1', table: 'customers'");
        }
        return Collections.singletonMap("id", call.named().get(""));
    }

    private synchronized void tellOfSites(Invocation invocation) {
        if (!toldOfSites && (invocation.site() != null || invocation.credentialsId() != null)) {
            toldOfSites = true;
            console.line("(site and credentialsId have no meaning here: the try-out speaks to "
                    + account.settings().url() + ")");
        }
    }

    /** One run of one step. */
    private final class Context implements OperationContext, AutoCloseable {
        private final Cancellation cancellation = new Cancellation();
        private final Cancellation.Activity stoppedFromOutside;
        private final Cancellation.Activity here;
        private final Notices log;
        private final AhaClient client;
        private final Journal journal = Journal.inMemory();

        Context() throws InterruptedException {
            stoppedFromOutside = Frame.current().cancellation().begin(cancellation::cancel);
            here = cancellation.beginInThisThread();
            Frame frame = Frame.current();
            // Helpers tell things in threads of their own, but for this branch.
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
        }

        @Override
        public AhaClient client() {
            return client;
        }

        @Override
        public Notices log() {
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
                            namesOfBranch().map(build::variable),
                            Arrays.stream(String.valueOf(build.variable("AHA_CHANGE_LOG"))
                                    .split("\n")))
                    .filter(text -> text != null && !text.equals("null") && !text.isBlank())
                    .toList();
        }

        /** As in Jenkins: BRANCH_NAME of a change request is its number, such as PR-7, and no feature. */
        private Stream<String> namesOfBranch() {
            boolean ofChangeRequest = Stream.of("CHANGE_ID", "CHANGE_BRANCH")
                    .map(build::variable)
                    .anyMatch(value -> value != null);
            return ofChangeRequest
                    ? Stream.of("CHANGE_BRANCH", "CHANGE_TITLE")
                    : Stream.of("BRANCH_NAME", "GIT_BRANCH", "CHANGE_TITLE");
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
