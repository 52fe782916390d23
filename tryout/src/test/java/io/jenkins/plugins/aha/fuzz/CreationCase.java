package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.client.RecordCreation;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import java.util.Map;

/** A create whose answer is lost, and a table with hostile records to look for it in. */
final class CreationCase implements FuzzCase {
    private static final int MOST_POSTS = 6;

    @Override
    public Ending run(Choices choices) throws Exception {
        Response[] answers = new Response[4];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = choices.oneIn(3) ? Answers.refusal(choices) : Answers.like("custom_object_records", choices);
        }
        Response created = choices.oneIn(2) ? Answers.refusal(choices) : Answers.like("custom_object_record", choices);
        int[] gets = {0};
        HostileAccount account = new HostileAccount(
                request -> request.method() == Request.Method.GET ? answers[gets[0]++ % answers.length] : created);
        Map<String, Object> fields =
                Map.of("name", "Acme Corp", "website", choices.oneIn(2) ? "www.acme.com" : "w" + choices.text());
        Ending ending;
        try {
            CustomTableRecord record = new RecordCreation(account.client(), "PRJ1", "customers", fields)
                    .create(RecordCreation.Intent.none());
            Check.oneLine(record.id());
            ending = Ending.VALUE;
        } catch (AhaException e) {
            Check.oneLine(e.getMessage());
            ending = Ending.TYPED_ERROR;
        }
        long posts = account.requests().stream()
                .filter(request -> request.method() == Request.Method.POST)
                .count();
        Check.that(posts >= 1 && posts <= MOST_POSTS, () -> posts + " creates were sent");
        return ending;
    }
}
