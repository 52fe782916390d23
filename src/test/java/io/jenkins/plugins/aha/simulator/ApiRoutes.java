package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Answers the paths of the two API documents, of discovery (see {@link Definitions}), {@code /me} and {@code
 * /releases/:id/features}, and keeps what they write. Any other path is answered 404 with an HTML page.
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
                return account.settings().errorShape().answer(e);
            }
        }
    }

    private Answer route(ApiCall call) {
        List<String> path = call.path();
        if (isLike(path, "products/*/custom_objects/*/records")) {
            return account.settings().customTables() ? table(call, path.get(1), path.get(3)) : noSuchPath();
        }
        if (path.size() == 2) {
            return RecordKind.ofPath(path.get(0))
                    .map(kind -> one(call, kind, path.get(1)))
                    .orElseGet(ApiRoutes::noSuchPath);
        }
        return call.isRead() ? read(call, path) : noSuchPath();
    }

    private Answer read(ApiCall call, List<String> path) {
        if (isLike(path, "me")) {
            return me(call);
        }
        if (isLike(path, "custom_field_definitions")) {
            return new Definitions(account).all();
        }
        if (isLike(path, "custom_field_definitions/*/options")) {
            return new Definitions(account).options(path.get(1));
        }
        RecordStore store = storeFor(call);
        ListAnswer list = new ListAnswer(account, store, call);
        if (isLike(path, "products")) {
            return list.products();
        }
        if (isLike(path, "products/*/releases")) {
            return list.releases(find(store, RecordKind.PRODUCT, path.get(1)));
        }
        if (isLike(path, "releases/*/features")) {
            return list.features(find(store, RecordKind.RELEASE, path.get(1)));
        }
        return noSuchPath();
    }

    /** Whether a path has these parts; {@code *} stands for any one. */
    private static boolean isLike(List<String> path, String pattern) {
        List<String> parts = List.of(pattern.split("/"));
        return path.size() == parts.size()
                && IntStream.range(0, parts.size())
                        .allMatch(
                                at -> parts.get(at).equals("*") || parts.get(at).equals(path.get(at)));
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
                account.tokens().user(call.authorization()));
        StoredRecord created = writer.apply(empty, written);
        account.store().write(store -> store.put(created));
        return afterWrite(created, written);
    }

    private Answer one(ApiCall call, RecordKind kind, String reference) {
        RecordStore store = storeFor(call);
        StoredRecord record = find(store, kind, reference);
        switch (call.method()) {
            case "GET":
                ObjectNode answer = new RecordAnswer(account, store).enveloped(record, RecordAnswer.Links.TOLD);
                if (kind == RecordKind.PRODUCT) {
                    answer.withObject("/product").set("screen_definitions", new Definitions(account).screens());
                }
                return Answer.json(200, answer);
            case "PUT":
                JsonNode written = call.written(kind);
                StoredRecord updated = writer.apply(record, written);
                account.store().write(copy -> copy.put(updated));
                return afterWrite(updated, written);
            case "DELETE":
                if (kind != RecordKind.CUSTOM_OBJECT_RECORD) {
                    return noSuchPath();
                }
                boolean dangling = account.settings().danglingLinks();
                account.store().write(copy -> copy.remove(record, dangling));
                return Answer.empty(204);
            default:
                return noSuchPath();
        }
    }

    private Answer afterWrite(StoredRecord record, JsonNode written) {
        RecordAnswer answer = new RecordAnswer(account, account.store().primary());
        ObjectNode enveloped = answer.enveloped(record, linksAfterWrite(record.kind(), written));
        ObjectNode shown = (ObjectNode) enveloped.get(record.kind().envelope());
        switch (account.settings().values().inAnswers()) {
            case ALWAYS -> {}
            case EMPTY_LIST -> shown.putArray("custom_fields");
            case MISSING -> shown.remove("custom_fields");
        }
        return Answer.json(200, enveloped);
    }

    private RecordAnswer.Links linksAfterWrite(RecordKind kind, JsonNode written) {
        LinksInAnswers links = account.settings().linksInAnswers();
        if (links == LinksInAnswers.MISSING
                || (links == LinksInAnswers.AS_IN_DOCUMENTS && kind == RecordKind.PRODUCT)) {
            return RecordAnswer.Links.ABSENT;
        }
        boolean emptyList = links == LinksInAnswers.AS_IN_DOCUMENTS
                && kind == RecordKind.CUSTOM_OBJECT_RECORD
                && !written.has("custom_object_links");
        return emptyList ? RecordAnswer.Links.EMPTY_LIST : RecordAnswer.Links.TOLD;
    }

    private Answer me(ApiCall call) {
        AhaUser me = account.tokens().user(call.authorization());
        ObjectNode user = new Printing(account.settings()).user(me);
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
