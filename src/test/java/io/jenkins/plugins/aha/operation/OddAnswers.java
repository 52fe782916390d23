package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** What some Aha! may do, and the simulator never does. Each begins with the controller restarted. */
final class OddAnswers {
    private OddAnswers() {}

    /** The first request is answered with this and does not reach Aha!. */
    static void answerOnce(DemoAha aha, String json) {
        AtomicBoolean answered = new AtomicBoolean();
        aha.restartController(
                transport -> request -> answered.getAndSet(true) ? transport.send(request) : answer(200, json));
    }

    /** A request whose body ends its list of links like this is answered 422. */
    static void refuseBodiesWith(DemoAha aha, String links) {
        aha.restartController(transport -> request -> request.body().contains("\"customers\":" + links)
                ? answer(422, "{\"error\":\"no such record\"}")
                : transport.send(request));
    }

    /** Part of a body reaches Aha! as something else. */
    static void turnBodies(DemoAha aha, String part, String into) {
        aha.restartController(transport -> request -> transport.send(turned(request, part, into)));
    }

    private static Request turned(Request request, String part, String into) {
        return request.withBody(request.body().replace(part, into));
    }

    private static Response answer(int status, String json) {
        return new Response(status, Map.of(), json.getBytes(StandardCharsets.UTF_8));
    }
}
