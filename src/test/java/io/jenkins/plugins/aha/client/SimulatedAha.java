package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.RetryPolicy;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import io.jenkins.plugins.aha.simulator.SimulatorWorld;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** The documents' account over real HTTP, and a client of it that lives in virtual time. */
public final class SimulatedAha implements AutoCloseable {
    public static final String TOKEN = "15b60d42d4bc417284a246ced6877b0bf13fb4aca415f7b55f7006bc3694a8ab";
    public static final String ACME = "640362830";

    public final VirtualTime time = new VirtualTime();
    public final Cancellation cancellation = new Cancellation();
    public final List<String> log = new CopyOnWriteArrayList<>();
    public final AhaSimulator simulator;
    public final AhaAccount account;
    public final AhaClient client;

    public SimulatedAha() {
        this(Limits.DOCUMENTED);
    }

    public SimulatedAha(Limits limits) {
        // The day is real, because the Date header of the JDK's server is; durations are virtual.
        simulator = AhaSimulator.start(0, Clock.systemUTC(), time::nanos);
        SimulatorWorld.populate(simulator);
        simulator.faults().dripMillis(0).stallMillis(1);
        account = account(settings(simulator.url(), limits), time);
        client = open(account);
    }

    public static AccountSettings settings(String url, Limits limits) {
        return new AccountSettings(
                URI.create(url),
                "aha-test/1 (qa@example.org)",
                limits,
                RetryPolicy.DEFAULT,
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                false);
    }

    public static AhaAccount account(AccountSettings settings, Time time) {
        return new AhaAccount(settings, OkHttpTransport.connector(settings), time, new Random(1));
    }

    public AhaClient open(AhaAccount of) {
        return of.open(() -> TOKEN, log::add, cancellation);
    }

    public CustomTableRecord create(Map<String, Object> fields) throws AhaException, InterruptedException {
        return new RecordCreation(client, "PRJ1", "customers", fields).create(RecordCreation.Intent.none());
    }

    public List<StoredRecord> customersNamed(String name) {
        return simulator.state().records("PRJ1", "customers").stream()
                .filter(record -> name.equals(record.text("name")))
                .toList();
    }

    /** How many requests of a method the server saw. */
    public long seen(String method) {
        return simulator.requests().stream()
                .filter(seen -> seen.method().equals(method))
                .count();
    }

    public SeenRequest onlyRequest() {
        List<SeenRequest> requests = simulator.requests();
        if (requests.size() != 1) {
            throw new AssertionError("Not one request but " + requests);
        }
        return requests.get(0);
    }

    @Override
    public void close() {
        simulator.close();
    }
}
