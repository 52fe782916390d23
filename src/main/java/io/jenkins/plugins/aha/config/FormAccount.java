package io.jenkins.plugins.aha.config;

import hudson.AbortException;
import hudson.Util;
import hudson.model.Item;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.discovery.Discovery;
import io.jenkins.plugins.aha.client.discovery.Layouts;
import io.jenkins.plugins.aha.client.discovery.ListedRecords;
import io.jenkins.plugins.aha.client.discovery.Named;
import io.jenkins.plugins.aha.client.discovery.Product;
import io.jenkins.plugins.aha.client.discovery.RecordName;
import io.jenkins.plugins.aha.client.discovery.Release;
import io.jenkins.plugins.aha.client.discovery.Table;
import io.jenkins.plugins.aha.health.KnownProducts;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.http.Time;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Reads an account for forms, with the site and the credential of an item, within the site's limits. A request waits
 * three seconds at most for the limits, an answer is waited for five seconds, and kept for a minute. Thread-safe.
 *
 * <p>The methods throw {@link AhaException} with a sentence for the user, and {@link IllegalArgumentException} for a
 * key that cannot be part of an address. Nothing here checks the permission of the user in front of the form: the web
 * method does so first.
 */
@Restricted(NoExternalUse.class)
public final class FormAccount {
    /** Of longer lists only the beginning is read. */
    public static final int MOST_LISTED = Discovery.MOST_ITEMS;

    private static final Duration LONGEST_WAIT_FOR_LIMITS = Duration.ofSeconds(3);
    private static final RecentAnswers ANSWERS = new RecentAnswers(Time.SYSTEM);
    /** What forms ask counts as the requests of one build. */
    private static final Object FORMS = new Object();

    private final AhaAccount account;
    private final Supplier<String> token;
    private final String key;

    private FormAccount(AhaAccount account, Supplier<String> token, String key) {
        this.account = account;
        this.token = token;
        this.key = key;
    }

    /** A task that needs the client itself. */
    @FunctionalInterface
    @Restricted(NoExternalUse.class)
    public interface Use<T> {
        T with(AhaClient client, Cancellation cancellation) throws AhaException, InterruptedException;
    }

    private record Asked(String account, String key, List<Object> question) {}

    private interface Question<T> {
        T ask(Discovery discovery) throws AhaException, InterruptedException;
    }

    /**
     * Finds the account that builds of an item would speak to.
     *
     * @param item where the form is; null outside any item
     * @param site as the form names it; null or empty for the folder's or the default
     * @param credentialsId as the form names it; null or empty for the folder's or the site's
     * @return empty when there is no such site, its URL is not allowed, or the item has no such credential
     */
    public static Optional<FormAccount> find(Item item, String site, String credentialsId) {
        try {
            SiteLookup.Found found = SiteLookup.find(Util.fixEmptyAndTrim(site), item);
            String named = Util.fixEmptyAndTrim(credentialsId);
            Supplier<String> token =
                    TokenLookup.forItem(named == null ? found.credentialsId() : named, found.site(), item);
            return Optional.of(
                    new FormAccount(AhaAccounts.forForms(found.site()), token, TokenLookup.fingerprint(token)));
        } catch (AbortException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Returns the products that the API key sees, product lines among them, in Aha!'s order. */
    public List<Product> products() throws AhaException, InterruptedException {
        List<Product> products = ask(Discovery::products, "products");
        KnownProducts.get()
                .learn(
                        account.settings().url().toString(),
                        products.stream().map(Product::prefix).toList());
        return products;
    }

    /** Returns the releases of a product in Aha!'s order, at most 5,000. */
    public List<Release> releases(String product) throws AhaException, InterruptedException {
        String key = upperCase(product);
        return ask(discovery -> discovery.releases(key), "releases", key);
    }

    /** Returns the layouts of a product. */
    public Layouts layouts(String product) throws AhaException, InterruptedException {
        String key = upperCase(product);
        return ask(discovery -> discovery.layouts(key), "layouts", key);
    }

    /** Returns how many records a table has, and its fields. */
    public Table table(String product, String table) throws AhaException, InterruptedException {
        String key = upperCase(product);
        return ask(discovery -> discovery.table(key, table), "table", key, table);
    }

    /**
     * Returns the records of a table with their names, in Aha!'s order, of the first 5,000.
     *
     * @param labelField key of the field that names a record; null or empty for its name
     * @param where field key → value or list of values, as in {@code ahaListRecords}; empty for all records
     */
    public ListedRecords records(String product, String table, String labelField, Map<String, Object> where)
            throws AhaException, InterruptedException {
        String key = upperCase(product);
        return ask(
                discovery -> discovery.records(key, table, labelField, where),
                "records",
                key,
                table,
                Util.fixNull(labelField),
                Map.copyOf(where));
    }

    /** Returns what {@link #table} says of the table that a record is in. */
    public Table tableOf(String id) throws AhaException, InterruptedException {
        return ask(discovery -> discovery.tableOf(id), "table of", id);
    }

    /** Returns a record with its name. */
    public RecordName record(String id) throws AhaException, InterruptedException {
        return ask(discovery -> discovery.record(id), "record", id);
    }

    /** Returns a thing of another kind with its name. */
    public Named named(Reference thing) throws AhaException, InterruptedException {
        return ask(discovery -> discovery.named(thing), "named", thing);
    }

    /** Returns the number of a release's features; -1 when Aha! does not say. */
    public int features(Reference release) throws AhaException, InterruptedException {
        return ask(discovery -> discovery.features(release), "features", release);
    }

    /** Aha! does not find keys in lower case. */
    private static String upperCase(String product) {
        return product.toUpperCase(Locale.ROOT);
    }

    /** Does something else within the same bounds; the result is not kept. */
    public <T> T use(Use<T> use) throws AhaException, InterruptedException {
        return ANSWERS.askAnew(cancellation -> use.with(client(cancellation), cancellation));
    }

    private <T> T ask(Question<T> question, Object... key) throws AhaException, InterruptedException {
        // Long lists are read ahead, within the time that a form waits.
        return ANSWERS.get(
                new Asked(account.settings().url().toString(), this.key, List.of(key)),
                cancellation -> question.ask(new Discovery(client(cancellation), RecentAnswers::inThreadOfItsOwn)));
    }

    private AhaClient client(Cancellation cancellation) {
        return account.openForForm(token, cancellation, FORMS, LONGEST_WAIT_FOR_LIMITS);
    }
}
