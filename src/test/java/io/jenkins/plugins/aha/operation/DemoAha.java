package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.SimulatedAha;
import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Connector;
import io.jenkins.plugins.aha.http.Limits;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.Transport;
import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.http.okhttp.OkHttpTransport;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.FieldType;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import io.jenkins.plugins.aha.simulator.SimulatorState;
import io.jenkins.plugins.aha.simulator.StoredRecord;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;

/** The demo account over real sockets, in virtual time, and what a controller keeps of it. */
public final class DemoAha implements AutoCloseable {
    /** Sockets are shared, for opening a client is what takes longest. */
    private static final OkHttpClient HTTP = new OkHttpClient();

    private final VirtualTime time = new VirtualTime();
    private final AhaSimulator simulator;
    private AhaAccount account;

    public DemoAha() {
        simulator = AhaSimulator.start(0, time.clock(), time::nanos);
        simulator.limits().off();
        DemoWorld.populate(simulator);
        state().table("customers").field("seats", "Seats", FieldType.NUMBER).field("tags", "Tags", FieldType.ARRAY);
        state().table("customers").field("note", "Note", FieldType.NOTE);
        restartController();
    }

    /** The controller after a restart: it remembers nothing of what it wrote. */
    void restartController() {
        restartController(transport -> transport);
    }

    /** The controller after a restart, whose requests go through something. */
    void restartController(UnaryOperator<Transport> through) {
        account = open(through);
    }

    /** The account as another controller sees it. */
    AhaAccount anotherController() {
        return open(transport -> transport);
    }

    private AhaAccount open(UnaryOperator<Transport> through) {
        AccountSettings settings = SimulatedAha.settings(simulator.url(), new Limits(10_000, 100_000));
        Connector connector = OkHttpTransport.connector(HTTP, settings);
        return new AhaAccount(
                settings,
                (token, cancellation) -> through.apply(dated(connector.connect(token, cancellation))),
                time,
                new Random(1));
    }

    /** The JDK's server tells the real date, which has nothing to do with the simulator's. */
    private Transport dated(Transport transport) {
        return request -> {
            Response answer = transport.send(request);
            Map<String, String> headers = new HashMap<>(answer.headers());
            headers.put(
                    "date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now().atOffset(ZoneOffset.UTC)));
            return new Response(answer.status(), headers, answer.body());
        };
    }

    /** A build with threads of its own to help. */
    public RecordedBuild build() {
        return new RecordedBuild(account);
    }

    public AhaSimulator simulator() {
        return simulator;
    }

    public SimulatorState state() {
        return simulator.state();
    }

    VirtualTime time() {
        return time;
    }

    public List<StoredRecord> customers() {
        return state().records("PRJ1", "customers");
    }

    /** The id of a customer of the demo account. */
    String customer(String name) {
        return customers().stream()
                .filter(record -> name.equals(record.text("name")))
                .findFirst()
                .orElseThrow()
                .id();
    }

    /** How many requests with a verb came in. */
    long requests(String method) {
        return simulator.requests().stream()
                .filter(request -> request.method().equals(method))
                .count();
    }

    /** The latest request with a verb. */
    SeenRequest latest(String method) {
        return simulator.requests().stream()
                .filter(request -> request.method().equals(method))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
