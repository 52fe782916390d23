package io.jenkins.plugins.aha.client.discovery;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.AnswerBody;
import io.jenkins.plugins.aha.client.FieldConditions;
import io.jenkins.plugins.aha.client.ListPages;
import io.jenkins.plugins.aha.client.RecordPages;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.AnswerJson;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.RecordPage;
import io.jenkins.plugins.aha.model.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Asks Aha! what an API key can see. Each method throws {@link AhaException} with a sentence for the user, {@link
 * InterruptedException} when it is cancelled, and {@link IllegalArgumentException} for a key that cannot be part of an
 * address. Thread-safe.
 */
@Restricted(NoExternalUse.class)
public final class Discovery {
    /** A form shows no more; reading on would take the builds' requests. */
    public static final int MOST_ITEMS = 5_000;
    /** Fields that some records of a table have show on a page of so many. */
    private static final int RECORDS_FOR_FIELDS = 100;

    private static final String RELEASE_FIELDS = "reference_num,name,release_date,parking_lot,released,product_id";

    private final AhaClient client;
    private final Executor readers;

    /** @param readers may run readings of pages ahead, now or later or never */
    public Discovery(AhaClient client, Executor readers) {
        this.client = client;
        this.readers = readers;
    }

    /** Lists the products, with product lines among them: GET /products. At most 5,000. */
    public List<Product> products() throws AhaException, InterruptedException {
        Request request = Request.of(Method.GET, "list the products", "products");
        return all(request, DiscoveryJson::readProducts, Product::prefix);
    }

    /** Lists the releases of a product: GET /products/:product_id/releases. At most 5,000. */
    public List<Release> releases(String product) throws AhaException, InterruptedException {
        Request request =
                Request.of(Method.GET, "list the releases of product " + product, "products", product, "releases");
        try {
            return all(request.with("fields", RELEASE_FIELDS), DiscoveryJson::readReleases, Release::reference);
        } catch (AhaException e) {
            if (e.getReason() != Reason.REFUSED) {
                throw e;
            }
            // Only those fields are not documented for this list.
            return all(request, DiscoveryJson::readReleases, Release::reference);
        }
    }

    /** Reads the layouts of a product: GET /products/:id. */
    public Layouts layouts(String product) throws AhaException, InterruptedException {
        Request request = Request.of(Method.GET, "read the layouts of product " + product, "products", product);
        return client.ask(request, DiscoveryJson::readLayouts);
    }

    /** Describes a table by its first page of records and, where the key may read them, the definitions of fields. */
    public Table table(String product, String table) throws AhaException, InterruptedException {
        String purpose = "read table " + table + " of product " + product;
        Request request = RecordPages.ofTable(Method.GET, purpose, product, table)
                .with("page", "1")
                .with("per_page", String.valueOf(RECORDS_FOR_FIELDS));
        Table shown = client.ask(request, DiscoveryJson::readTable);
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        shown.fields().forEach(field -> fields.put(field.key(), field));
        definitions().forEach(field -> fields.putIfAbsent(field.key(), field));
        return new Table(shown.records(), List.copyOf(fields.values()));
    }

    private List<FieldDefinition> definitions() throws AhaException, InterruptedException {
        Request request = Request.of(Method.GET, "list the definitions of custom fields", "custom_field_definitions");
        try {
            return client.ask(request, DiscoveryJson::readTableDefinitions);
        } catch (AhaException e) {
            if (e.getReason() == Reason.FORBIDDEN || e.getReason() == Reason.NOT_FOUND) {
                return List.of();
            }
            throw e;
        }
    }

    /**
     * Lists the names of a table's records, in Aha!'s order, at most those among the first 5,000 records.
     *
     * @param labelField key of the field that names a record; null or empty for its name
     * @param where see {@link FieldConditions}
     */
    public ListedRecords records(String product, String table, String labelField, Map<String, Object> where)
            throws AhaException, InterruptedException {
        FieldConditions conditions = new FieldConditions(client.account().knownForms(), where);
        List<RecordName> names = new ArrayList<>();
        try (RecordPages pages =
                new RecordPages(client, product, table, null, AhaClient.LARGEST_PAGE, readers, AhaClient.PAGES_AHEAD)) {
            int read = 0;
            CustomTableRecord record = pages.next();
            while (record != null) {
                read++;
                if (conditions.match(record)) {
                    names.add(RecordName.of(record, labelField));
                }
                record = read < MOST_ITEMS ? pages.next() : null;
            }
            // Where Aha! does not count them, there may be more.
            return new ListedRecords(names, read == MOST_ITEMS && pages.total() != MOST_ITEMS);
        }
    }

    /** Describes the table that a record is in. */
    public Table tableOf(String id) throws AhaException, InterruptedException {
        CustomTableRecord record = client.get(id);
        return table(record.productId(), record.table());
    }

    /** Reads the name of a record: GET /custom_object_records/:id. */
    public RecordName record(String id) throws AhaException, InterruptedException {
        return RecordName.of(client.get(id), null);
    }

    /** Reads the name of a thing of any other kind. */
    public Named named(Reference thing) throws AhaException, InterruptedException {
        Request request = Request.of(Method.GET, "read " + thing, thing.kind().collection(), thing.id());
        return client.ask(request, json -> DiscoveryJson.readNamed(json, thing.kind()));
    }

    /** Counts the features of a release; -1 when Aha! does not say. */
    public int features(Reference release) throws AhaException, InterruptedException {
        Request request = Request.of(
                        Method.GET,
                        "count the features of " + release,
                        Kind.RELEASE.collection(),
                        release.id(),
                        "features")
                .with("page", "1")
                .with("per_page", "1");
        return client.ask(request, AnswerJson::readFeatures).totalRecords();
    }

    private <T> List<T> all(Request request, AnswerBody.Shape<RecordPage<T>> shape, Function<T, String> id)
            throws AhaException, InterruptedException {
        List<T> items = new ArrayList<>();
        try (ListPages<T> pages = new ListPages<>(
                client, request, shape, id, true, AhaClient.LARGEST_PAGE, readers, AhaClient.PAGES_AHEAD)) {
            T item = pages.next();
            while (item != null) {
                items.add(item);
                item = items.size() < MOST_ITEMS ? pages.next() : null;
            }
        }
        return items;
    }
}
