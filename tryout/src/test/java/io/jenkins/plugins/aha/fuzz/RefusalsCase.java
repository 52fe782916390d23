package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.Response;

/** Whatever a refusal says, a user gets one readable sentence. */
final class RefusalsCase implements FuzzCase {
    @Override
    public Ending run(Choices choices) throws Exception {
        Response refusal = Answers.refusal(choices);
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
            return Ending.TYPED_ERROR;
        }
    }
}
