package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Progress;
import io.jenkins.plugins.aha.operation.context.RecordNames;
import io.jenkins.plugins.aha.operation.context.Workspace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A build that keeps everything that is logged. */
public final class RecordedBuild implements OperationContext {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "worker");
        thread.setDaemon(true);
        return thread;
    });

    private final AhaClient client;
    private final BuildLog log;
    private final Cancellation cancellation;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final List<Change> changes = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, byte[]> files = new TreeMap<>();
    private final Map<String, byte[]> given = new TreeMap<>();
    private final RecordNames names = new RecordNames();
    private Progress progress;
    private Journal pinned;
    private Journal journal = Journal.inMemory();
    private Executor workers = THREADS;
    private ChangeLog changeLog = sinceLastSuccess -> List.of();

    public RecordedBuild(AhaAccount account) {
        log = lines::add;
        cancellation = new Cancellation();
        client = account.open(() -> "secret-token", log, cancellation);
        progress = begin();
    }

    /** A build whose log another object takes. */
    public RecordedBuild(AhaClient client, BuildLog log) {
        this.log = log;
        this.cancellation = new Cancellation();
        this.client = client;
        this.progress = begin();
    }

    RecordedBuild with(Journal other) {
        pinned = other;
        return this;
    }

    /** Lets no note be kept. */
    RecordedBuild onFullDisk() {
        return with(new Journal() {
            @Override
            public void replaceAll(Map<String, String> notes) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public Optional<String> read(String key) {
                return Optional.empty();
            }

            @Override
            public void write(String key, String value) throws IOException {
                throw new IOException("No space left on device");
            }
        });
    }

    public RecordedBuild helpedBy(Executor other) {
        workers = other;
        return this;
    }

    public RecordedBuild saying(ChangeLog other) {
        changeLog = other;
        return this;
    }

    /** Puts a file into the workspace. */
    RecordedBuild holding(String path, byte[] content) {
        given.put(path, content);
        return this;
    }

    RecordedBuild holding(String path, String content) {
        return holding(path, content.getBytes(StandardCharsets.UTF_8));
    }

    private Progress begin() {
        AhaAccount account = client.account();
        return new Progress(log, account.time(), account.settings().limits());
    }

    /** Runs a step as a Jenkinsfile would: each has its own journal, unless one is given to go on with. */
    public Object run(String step, Map<String, ?> parameters) throws IOException, InterruptedException {
        journal = pinned == null ? Journal.inMemory() : pinned;
        progress = begin();
        return Invocation.of(step, parameters).run(this);
    }

    /** The one record that a step returns. */
    @SuppressWarnings("unchecked")
    Map<String, Object> record(String step, Map<String, ?> parameters) throws IOException, InterruptedException {
        return (Map<String, Object>) run(step, parameters);
    }

    /** The list of maps that a step returns. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> records(String step, Map<String, ?> parameters)
            throws IOException, InterruptedException {
        return (List<Map<String, Object>>) run(step, parameters);
    }

    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    List<String> warnings() {
        return lines().stream().filter(line -> line.startsWith("Warning")).toList();
    }

    List<Change> changes() {
        synchronized (changes) {
            return List.copyOf(changes);
        }
    }

    /** A file of the workspace; null when there is none. */
    public String file(String path) {
        byte[] file = files.get(path);
        return file == null ? null : new String(file, StandardCharsets.UTF_8);
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
        changes.add(change);
    }

    @Override
    public Workspace workspace() {
        return new Workspace() {
            @Override
            public void write(String path, Content content) throws IOException, InterruptedException {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                content.writeTo(out);
                files.put(path, out.toByteArray());
            }

            @Override
            public InputStream read(String path) throws IOException {
                if (!given.containsKey(path)) {
                    throw new FileNotFoundException(path);
                }
                return new ByteArrayInputStream(given.get(path));
            }
        };
    }

    @Override
    public ChangeLog changeLog() {
        return changeLog;
    }
}
