package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Whatever headers ask for, a wait is neither negative nor long; {@link HostileAccount} looks at each. */
final class WaitsCase implements FuzzCase {
    private static final List<Integer> STATUSES = List.of(429, 503, 200, 500, 408);
    private static final byte[] RECORD = "{\"custom_object_record\":{\"id\":\"1\"}}".getBytes(StandardCharsets.UTF_8);
    /** Six tries with five pauses of at most 65 s. */
    private static final Duration LONGEST = Duration.ofSeconds(6 * 65);

    @Override
    public Ending run(Choices choices) throws Exception {
        Deque<Response> answers = new ArrayDeque<>();
        for (int rest = choices.below(7); rest >= 0; rest--) {
            answers.add(new Response(choices.of(STATUSES), Answers.headers(choices), RECORD));
        }
        HostileAccount account = new HostileAccount(request -> answers.size() > 1 ? answers.remove() : answers.peek());
        Ending ending = Ending.VALUE;
        try {
            account.client().get("1");
        } catch (AhaException e) {
            ending = Ending.TYPED_ERROR;
        }
        Check.that(account.passed().compareTo(LONGEST) <= 0, () -> "it took " + account.passed());
        // What the last answer asked for holds back the next request, also not for long.
        try {
            account.client().get("2");
        } catch (AhaException e) {
            Check.oneLine(e.getMessage());
        }
        Check.that(account.passed().compareTo(LONGEST.multipliedBy(2)) <= 0, () -> "it took " + account.passed());
        return ending;
    }
}
