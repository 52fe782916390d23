package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Whatever a refusal says, a user gets one readable sentence. */
final class RefusalsCase implements FuzzCase {
    private static final List<String> REASONS = List.of(
            "{\"tier\":[\"is no option\"]}",
            "{\"tier\":\"is no option\"}",
            "{\"tier\":{\"message\":\"is no option\"}}",
            "{\"attribute\":\"tier\",\"message\":\"is no option\"}",
            "{\"field\":\"tier\",\"message\":\"is no option\"}",
            "{\"key\":\"tier\",\"errors\":[\"is no option\"]}",
            "{\"source\":{\"pointer\":\"/data/attributes/tier\"},\"title\":\"Invalid\",\"detail\":\"is no option\"}",
            "[\"tier\",\"is no option\"]",
            "[\"tier\",[\"is no option\"]]",
            "\"tier is no option\"");
    private static final List<String> CONTAINERS = List.of(
            "[…]",
            "{\"errors\":…}",
            "{\"error\":…}",
            "{\"custom_fields\":…}",
            "{\"message\":\"Validation failed\",\"details\":…}",
            "{\"code\":422,\"data\":…}");

    @Override
    public Ending run(Choices choices) throws Exception {
        boolean named = choices.oneIn(3);
        Response refusal = named ? naming(choices) : Answers.refusal(choices);
        try {
            HostileAccount.impatient(request -> refusal).client().get("1");
            throw new AssertionError("A refusal counted as success: " + refusal.status());
        } catch (AhaException e) {
            Check.oneLine(e.getMessage());
            Check.oneLine(e.getDetail());
            Check.that(e.getMessage().length() < 1_000, () -> "too long: " + e.getMessage());
            Check.that(e.getDetail().length() <= 300, () -> "too long: " + e.getDetail());
            Check.that(!e.getDetail().matches("(?is).*<(script|[a-z]+)\\b[^<>]*>.*"), () -> "a tag: " + e.getDetail());
            Check.that(e.getStatus() == refusal.status(), () -> "another status: " + e.getStatus());
            Check.that(
                    !named || e.getDetail().contains("tier") && e.getDetail().contains("is no option"),
                    () -> "\"" + e.getDetail() + "\" of " + new String(refusal.body(), StandardCharsets.UTF_8));
            return Ending.TYPED_ERROR;
        }
    }

    /** A field and what is wrong with it, in one of the known ways, within some containers. */
    private static Response naming(Choices choices) {
        String body = choices.of(REASONS);
        for (int rest = choices.below(5); rest > 0; rest--) {
            body = choices.of(CONTAINERS).replace("…", body);
        }
        return new Response(422, Map.of(), ("{\"errors\":" + body + "}").getBytes(StandardCharsets.UTF_8));
    }
}
