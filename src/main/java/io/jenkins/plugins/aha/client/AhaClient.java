package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.http.RetryingTransport;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AnswerJson;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.LinkTarget;
import io.jenkins.plugins.aha.model.RecordJson;
import io.jenkins.plugins.aha.model.RecordPage;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.model.RequestJson;
import io.jenkins.plugins.aha.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The calls of Aha!'s REST API that concern custom tables, one method each. Made by {@link AhaAccount#open}.
 * Thread-safe.
 *
 * <p>Every method keeps the account's limits, repeats what may be repeated, and throws {@link AhaException} with a
 * sentence for the user, or {@link InterruptedException} when the operation is aborted.
 */
@Restricted(NoExternalUse.class)
public final class AhaClient {
    /** The most that Aha! puts on a page. */
    public static final int LARGEST_PAGE = 200;

    /**
     * Pages read ahead: enough for 20 requests a second at usual latencies. A page of ordinary records has about 200
     * kB.
     */
    public static final int PAGES_AHEAD = 9;

    private final AhaAccount account;
    private final RetryingTransport transport;
    private final BuildLog log;
    private final Supplier<String> token;
    private final ReentrantLock asking = new ReentrantLock();
    private Optional<String> userId;

    AhaClient(AhaAccount account, RetryingTransport transport, BuildLog log, Supplier<String> token) {
        this.account = account;
        this.transport = transport;
        this.log = log;
        this.token = token;
    }

    /** Returns the account that this client speaks to. */
    public AhaAccount account() {
        return account;
    }

    /** Returns the log of what this client does on its own. */
    public BuildLog log() {
        return log;
    }

    /** Waits as long as before the repeat of a request, longer each time. */
    void pauseBeforeRepeat(int attempt) throws InterruptedException {
        try (Cancellation.Activity activity = beginInThisThread()) {
            account.time().sleep(account.backoff(attempt));
        }
    }

    /** Makes the calling thread stop waiting, wherever it does, when the operation is cancelled. */
    Cancellation.Activity beginInThisThread() throws InterruptedException {
        return transport.beginInThisThread();
    }

    /**
     * POST /products/:product_id/custom_objects/:key/records, once: a caller must be ready for an exception
     * that {@linkplain AhaException#mayHaveBeenActedOn() leaves open} whether the record exists. {@link RecordCreation}
     * is.
     *
     * @param product key or numeric id of the product
     * @param table API key of the table
     * @param fields field key → value
     */
    public CustomTableRecord createOnce(String product, String table, Map<String, Object> fields)
            throws AhaException, InterruptedException {
        String purpose = "create a record in table " + table + " of product " + product;
        Request request = account.writing(RecordPages.ofTable(Method.POST, purpose, product, table))
                .withBody(RequestJson.fields(fields));
        CustomTableRecord created = ask(request, RecordJson::readEnvelope);
        account.recentWrites().created(product, table, created);
        return created;
    }

    /**
     * GET /products/:product_id/custom_objects/:key/records: one page of a table's records.
     *
     * @param updatedSince only records changed after this, to the millisecond; null for all
     * @param page from 1
     * @param perPage 1 to 200
     */
    public RecordPage<CustomTableRecord> list(String product, String table, Instant updatedSince, int page, int perPage)
            throws AhaException, InterruptedException {
        Request request = onPage(RecordPages.request(product, table, updatedSince), page, perPage);
        return ask(request, RecordJson::readPage);
    }

    private static Request onPage(Request list, int page, int perPage) {
        String query = "page=" + page + "&per_page=" + perPage + (list.query().isEmpty() ? "" : "&" + list.query());
        return new Request(list.method(), list.path(), query, list.body(), list.purpose());
    }

    /**
     * One page of any list.
     *
     * @param slowTries how often to ask for a page that is too large or too slow, where it can be smaller
     */
    <T> RecordPage<T> page(Request list, AnswerBody.Shape<RecordPage<T>> shape, int page, int perPage, int slowTries)
            throws AhaException, InterruptedException {
        Request request = onPage(list, page, perPage);
        RetryingTransport.Reader<RecordPage<T>> reader = response -> AnswerBody.read(request, response, shape);
        return transport.send(request, reader, slowTries);
    }

    /** GET /custom_object_records/:id: one record. */
    public CustomTableRecord get(String id) throws AhaException, InterruptedException {
        Request request = Request.of(Method.GET, "read record " + id, Kind.RECORD.collection(), id);
        return ask(request, RecordJson::readEnvelope);
    }

    /**
     * PUT /custom_object_records/:id: sets some fields; those not named keep their values.
     *
     * @return the record as the answer shows it, or as it is read afterwards where the answer is empty
     */
    public CustomTableRecord update(String id, Map<String, Object> fields) throws AhaException, InterruptedException {
        Request request = account.writing(Request.of(Method.PUT, "update record " + id, Kind.RECORD.collection(), id))
                .withBody(RequestJson.fields(fields));
        account.recentWrites().updateBegun(id);
        try {
            CustomTableRecord answered = transport.send(
                    request,
                    response ->
                            response.isBlank() ? null : AnswerBody.read(request, response, RecordJson::readEnvelope));
            CustomTableRecord updated = ReadBack.whole(this, id, answered, fields);
            account.recentWrites().updated(updated);
            return updated;
        } catch (AhaException | InterruptedException failure) {
            if (!(failure instanceof AhaException answer) || answer.getReason() != AhaException.Reason.NOT_FOUND) {
                account.recentWrites().updateFailed(id);
            }
            throw failure;
        }
    }

    /**
     * DELETE /custom_object_records/:id: deletes a record.
     *
     * @return false for a 404 after a try without answer, which probably deleted it
     */
    public boolean delete(String id) throws AhaException, InterruptedException {
        Request request =
                account.writing(Request.of(Method.DELETE, "delete record " + id, Kind.RECORD.collection(), id));
        Response answered = transport.send(request, response -> {
            AnswerBody.requireEmptyOrJson(request, response);
            return response;
        });
        account.recentWrites().deleted(id);
        return answered != null;
    }

    /** GET of a thing of any kind, for its links to custom table records. */
    public LinkTarget links(Reference target) throws AhaException, InterruptedException {
        Request request = Request.of(
                Method.GET, "read the links of " + target, target.kind().collection(), target.id());
        return ask(request, json -> AnswerJson.readLinks(json, target.kind()));
    }

    /**
     * PUT of a thing of any kind: replaces the list of one link field, and leaves the others as they are.
     *
     * @param field key of the link field
     * @param ids ids of custom table records
     * @return the links as the answer shows them; it may leave out fields. Empty for an empty answer
     */
    public Map<String, List<String>> replaceLinks(Reference target, String field, List<String> ids)
            throws AhaException, InterruptedException {
        Request request = account.writing(Request.of(
                        Method.PUT,
                        "set the links '" + field + "' of " + target,
                        target.kind().collection(),
                        target.id()))
                .withBody(RequestJson.links(target.kind(), field, ids));
        return transport.send(
                request,
                response -> response.isBlank()
                        ? Map.of()
                        : AnswerBody.read(request, response, json -> AnswerJson.readLinks(json, target.kind()))
                                .fields());
    }

    /** GET /releases/:id/features: all features of a release, read page by page as they are taken. */
    public ListPages<Reference> features(Reference release) {
        Request request = Request.of(
                Method.GET, "list the features of " + release, Kind.RELEASE.collection(), release.id(), "features");
        return new ListPages<>(this, request, AnswerJson::readFeatures, Reference::id);
    }

    /** GET /me: the user of the API key. */
    public User me() throws AhaException, InterruptedException {
        return ask(Request.of(Method.GET, "ask Aha! whose API key this is", "me"), AnswerJson::readUser);
    }

    /** Returns the id of the API key's user, asked once; empty where Aha! does not say it. */
    Optional<String> userId() throws InterruptedException {
        asking.lockInterruptibly();
        try {
            if (userId == null) {
                userId = Optional.of(me().id()).filter(id -> !id.isEmpty());
            }
        } catch (AhaException unknown) {
            userId = Optional.empty();
            log.info("Whose API key this is could not be found out: " + unknown.getMessage());
        } finally {
            asking.unlock();
        }
        return userId;
    }

    /** Returns the API key, which no caller may keep. */
    String token() {
        return token.get();
    }

    /**
     * Sends a request of any kind and reads its answer.
     *
     * @param shape what the answer should be
     */
    public <T> T ask(Request request, AnswerBody.Shape<T> shape) throws AhaException, InterruptedException {
        return transport.send(request, response -> AnswerBody.read(request, response, shape));
    }
}
