package io.jenkins.plugins.aha.fuzz;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Any call, and any answer to it. */
final class AnswersCase implements FuzzCase {
    private static final List<Kind> KINDS = List.of(Kind.values());

    @Override
    public Ending run(Choices choices) throws Exception {
        int call = choices.below(7);
        Kind kind = choices.of(KINDS);
        String envelope = switch (call) {
            case 0, 1, 2 -> "custom_object_record";
            case 3 -> "custom_object_records";
            case 4, 5 ->
                kind == Kind.RECORD ? "custom_object_record" : kind.label().toLowerCase(Locale.ROOT);
            default -> "user";
        };
        Response answer = Answers.like(envelope, choices);
        HostileAccount account = HostileAccount.impatient(request -> answer);
        try {
            call(account.client(), call, new Reference(kind, "PRJ1-1"));
            return Ending.VALUE;
        } catch (AhaException e) {
            Check.oneLine(e.getMessage());
            Check.oneLine(e.getDetail());
            return Ending.TYPED_ERROR;
        }
    }

    private static void call(AhaClient client, int call, Reference target) throws Exception {
        switch (call) {
            case 0 -> check(client.get("640362830"));
            case 1 -> check(client.update("640362830", Map.of("name", "Acme Corp")));
            case 2 -> client.delete("640362830");
            case 3 -> client.list("PRJ1", "customers", null, 1, 200).items().forEach(AnswersCase::check);
            case 4 -> client.links(target).fields().values().forEach(ids -> ids.forEach(Check::oneLine));
            case 5 -> client.replaceLinks(target, "customers", List.of("1"));
            default -> Check.that(client.me().accounts() != null, () -> "no accounts");
        }
    }

    /** What goes into logs is one line, and what goes to scripts survives a restart. */
    private static void check(CustomTableRecord record) {
        Check.that(!record.id().isBlank(), () -> "a blank id");
        Check.oneLine(record.id());
        Check.oneLine(record.table());
        Check.oneLine(record.productId());
        Check.oneLine(record.createdAt());
        Check.oneLine(record.updatedAt());
        record.links().values().forEach(ids -> ids.forEach(Check::oneLine));
        try (ObjectOutputStream out = new ObjectOutputStream(OutputStream.nullOutputStream())) {
            out.writeObject(record.toMap("read"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
