package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;

/**
 * Answers the paths that the simulator knows (the two seeds; {@code /me} and {@code /releases/:id/features}: notes §1,
 * §3) and keeps what they write. A path that it does not know is answered 404 with an HTML page.
 *
 * <p>Thread-safe: one call at a time.
 */
final class ApiRoutes {
    private final Account account;
    private final RecordWriter writer;

    ApiRoutes(Account account) {
        this.account = account;
        this.writer = new RecordWriter(account);
    }

    Answer answer(ApiCall call) {
        if (!account.tokens().isKnown(call.authorization())) {
            return Answer.html(401, "Unauthorized");
        }
        synchronized (account) {
            try {
                if (!call.isRead() && !account.tokens().mayWrite(call.authorization())) {
                    throw new ApiError(403, "You do not have permission to do that");
                }
                return route(call);
            } catch (ApiError e) {
                return account.settings().errorShape().answer(e.status(), e.getMessage());
            }
        }
    }

    private Answer route(ApiCall call) {
        List<String> path = call.path();
        int parts = path.size();
        if (parts == 1 && path.get(0).equals("me") && call.isRead()) {
            return me();
        }
        if (parts == 5
                && path.get(0).equals("products")
                && path.get(2).equals("custom_objects")
                && path.get(4).equals("records")) {
            return table(call, path.get(1), path.get(3));
        }
        if (parts == 3 && path.get(0).equals("releases") && path.get(2).equals("features") && call.isRead()) {
            return featuresOfRelease(call, path.get(1));
        }
        if (parts == 2) {
            return RecordKind.ofPath(path.get(0))
                    .map(kind -> one(call, kind, path.get(1)))
                    .orElseGet(ApiRoutes::noSuchPath);
        }
        return noSuchPath();
    }

    private Answer table(ApiCall call, String productReference, String table) {
        RecordStore store = storeFor(call);
        StoredRecord product = find(store, RecordKind.PRODUCT, productReference);
        if (account.existingTable(table).isEmpty()) {
            throw ApiError.recordNotFound();
        }
        if (call.isRead()) {
            return new ListAnswer(account, store, call).records(product, table);
        }
        return call.method().equals("POST") ? create(call, product, table) : noSuchPath();
    }

    private Answer create(ApiCall call, StoredRecord product, String table) {
        RecordKind kind = RecordKind.CUSTOM_OBJECT_RECORD;
        JsonNode written = call.written(kind);
        StoredRecord empty = new StoredRecord(
                kind,
                account.ids().next(),
                null,
                product.id(),
                table,
                "",
                null,
                new TreeMap<>(),
                new TreeMap<>(),
                account.now(),
                account.now(),
                AhaUser.MARY_HUMPTY);
        StoredRecord created = writer.apply(empty, written);
        account.store().write(store -> store.put(created));
        return afterWrite(created, written);
    }

    private Answer one(ApiCall call, RecordKind kind, String reference) {
        RecordStore store = storeFor(call);
        StoredRecord record = find(store, kind, reference);
        switch (call.method()) {
            case "GET":
                return Answer.json(200, new RecordAnswer(account, store).enveloped(record, RecordAnswer.Links.TOLD));
            case "PUT":
                JsonNode written = call.written(kind);
                StoredRecord updated = writer.apply(record, written);
                account.store().write(copy -> copy.put(updated));
                return afterWrite(updated, written);
            case "DELETE":
                if (kind != RecordKind.CUSTOM_OBJECT_RECORD) {
                    return noSuchPath();
                }
                account.store().write(copy -> copy.remove(record));
                return Answer.empty(204);
            default:
                return noSuchPath();
        }
    }

    private Answer afterWrite(StoredRecord record, JsonNode written) {
        RecordAnswer answer = new RecordAnswer(account, account.store().primary());
        return Answer.json(200, answer.enveloped(record, linksAfterWrite(record.kind(), written)));
    }

    private RecordAnswer.Links linksAfterWrite(RecordKind kind, JsonNode written) {
        LinksInAnswers told = account.settings().linksInAnswers();
        if (told == LinksInAnswers.MISSING || (told == LinksInAnswers.AS_IN_DOCUMENTS && kind == RecordKind.PRODUCT)) {
            return RecordAnswer.Links.ABSENT;
        }
        boolean emptyList = told == LinksInAnswers.AS_IN_DOCUMENTS
                && kind == RecordKind.CUSTOM_OBJECT_RECORD
                && !written.has("custom_object_links");
        return emptyList ? RecordAnswer.Links.EMPTY_LIST : RecordAnswer.Links.TOLD;
    }

    private Answer featuresOfRelease(ApiCall call, String reference) {
        RecordStore store = storeFor(call);
        return new ListAnswer(account, store, call).features(find(store, RecordKind.RELEASE, reference));
    }

    private Answer me() {
        ObjectNode user = new Printing(account.settings()).user(AhaUser.MARY_HUMPTY);
        ArrayNode roles = user.putArray("product_roles");
        for (StoredRecord product : account.store().primary().all(RecordKind.PRODUCT)) {
            ObjectNode role = roles.addObject().put("role", 3).put("role_description", "Owner");
            role.put("product_id", product.id()).put("product_name", product.name());
        }
        user.putArray("accounts").addObject().putObject("account").put("domain", "company");
        ObjectNode answer = Printing.object();
        answer.set("user", user);
        return Answer.json(200, answer);
    }

    private RecordStore storeFor(ApiCall call) {
        return call.isRead()
                ? account.store().forReading(call.withoutLatestWrite())
                : account.store().primary();
    }

    private StoredRecord find(RecordStore store, RecordKind kind, String reference) {
        StoredRecord record = store.find(kind, reference);
        if (record == null) {
            throw ApiError.recordNotFound();
        }
        if (account.forbidden().contains(record.id())) {
            throw new ApiError(403, "You do not have permission to see this record");
        }
        return record;
    }

    private static Answer noSuchPath() {
        return Answer.html(404, "The page you were looking for doesn't exist");
    }
}
