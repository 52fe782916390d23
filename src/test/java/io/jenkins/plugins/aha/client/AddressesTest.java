package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.AccountSettings;
import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which address a request goes to, whatever is written into a site's URL or a parameter. */
class AddressesTest {
    private static String base(String url) {
        return AccountSettings.forUrl(URI.create(url)).base();
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.aha.io, https://acme.aha.io",
        "https://acme.aha.io/, https://acme.aha.io",
        "HTTPS://Acme.Aha.IO:443/products?x=1#y, https://acme.aha.io",
        "https://acme.aha.io:8443, https://acme.aha.io:8443",
        "http://acme.aha.io:443, http://acme.aha.io:443",
        "http://127.0.0.1:80/, http://127.0.0.1",
        "http://127.0.0.1:9901, http://127.0.0.1:9901",
        "http://[::1]:9901/x, http://[::1]:9901",
    })
    void onlySchemeHostAndPortCount(String url, String kept) {
        assertEquals(kept + "/api/v1", base(url));
        assertEquals(URI.create(kept), AccountSettings.forUrl(URI.create(url)).url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.aha.io",
                "ftp://acme.aha.io",
                "https:///api",
                "mailto:a@b.c",
                "https://me:secret@acme.aha.io",
                "https://acme.aha.io:70000",
                "http://my_mock:9901",
                "/api",
                "file:/etc/passwd"
            })
    void anythingElseIsRefusedWithoutPasswords(String url) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> base(url));
        assertTrue(
                refused.getMessage().endsWith("' is not the address of an Aha! account, such as https://acme.aha.io"));
        assertTrue(refused.getMessage().startsWith("'" + url.replace("me:secret@", "")));
    }

    @ParameterizedTest
    @CsvSource({
        "customers, customers",
        "a/b, a%2Fb",
        "a b, a%20b",
        "%2e%2e, %252e%252e",
        "..., ...",
        "a?b#c;d&e=f, a%3Fb%23c%3Bd%26e%3Df",
        "ü, %C3%BC",
        "😀, %F0%9F%98%80",
        "-._~09AZaz, -._~09AZaz",
        "+:@[`{\\^|, %2B%3A%40%5B%60%7B%5C%5E%7C",
    })
    void partsOfAPathAreEncoded(String part, String encoded) {
        assertEquals(
                "/x/" + encoded + "/y",
                Request.of(Method.GET, "p", "x", part, "y").path());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", ".."})
    void partsThatWouldLeadElsewhereAreRefused(String part) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Request.of(Method.GET, "p", "x", part));
        assertEquals("'" + part + "' cannot be part of an address in Aha!", refused.getMessage());
    }

    @Test
    void aRequestShowsNeitherQueryNorBody() {
        Request request = Request.of(Method.PUT, "p", "a", "b\nc")
                .with("q", "secret & more")
                .with("r", "1")
                .withBody("{\"value\":1}");
        assertEquals("PUT /a/b%0Ac", request.toString());
        assertEquals("q=secret%20%26%20more&r=1", request.query());
        assertEquals("{\"value\":1}", request.body());
    }

    @Test
    void oddPartsArriveAsTheyAre() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            assertThrows(AhaException.class, () -> aha.client.list("PRJ1/..", "%2e%2e/ü", null, 1, 1));
            assertEquals(
                    "/api/v1/products/PRJ1%2F../custom_objects/%252e%252e%2F%C3%BC/records",
                    aha.onlyRequest().rawPath());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASE, PRJ1-R-1, releases/PRJ1-R-1",
        "IDEA, PRJ1-I-1, ideas/ideas/PRJ1-I-1",
        "GOAL, PRJ1-G-1, strategic_imperatives/PRJ1-G-1",
        "PRODUCT, PRJ1, projects/PRJ1",
        "FEATURE, '5\"><', features/5%22%3E%3C",
    })
    void pagesOfThings(Kind kind, String id, String page) {
        AccountSettings settings = AccountSettings.forUrl(URI.create("https://acme.aha.io/x"));
        assertEquals("https://acme.aha.io/" + page, settings.pageOf(new Reference(kind, id), ""));
        assertEquals("", settings.pageOf(Reference.toRecord("5"), "https://acme.aha.io/5"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://acme.aha.io, https://acme.aha.io/p/1, true",
        "https://acme.euw4.aha.io, http://acme.aha.io/p/1, true",
        "https://aha.example.org, https://aha.example.org/p/1, true",
        "https://aha.example.org, https://acme.aha.io/p/1, false",
        "https://acme.aha.io, https://evil.example.org/aha.io, false",
        "https://acme.aha.io, https://evilaha.io/p/1, false",
        "https://acme.aha.io, https://acme.aha.io@evil.example.org/, false",
        "https://acme.aha.io, https://user@acme.aha.io/p/1, false",
        "https://acme.aha.io, javascript:alert(1), false",
        "https://acme.aha.io, 'https://acme.aha.io/\">', false",
        "https://acme.aha.io, ' ', false",
    })
    void aPageThatAhaAnswersCountsOnlyOnItsOwnHosts(String site, String answered, boolean counts) {
        String page = AccountSettings.forUrl(URI.create(site)).pageOf(new Reference(Kind.RELEASE, "P-R-1"), answered);
        assertEquals(counts ? answered : site + "/releases/P-R-1", page);
    }

    @ParameterizedTest
    @CsvSource({
        "me (a@b.c), me (a@b.c)",
        "'a\r\nX-Evil: 1', a X-Evil: 1",
        "Jenkins Zürich, Jenkins Z rich",
        "' ', aha-jenkins-plugin",
        "'\u0001', aha-jenkins-plugin",
    })
    void userAgentsAreMadeFitForAHeader(String given, String used) {
        AccountSettings usual = AccountSettings.forUrl(URI.create("https://acme.aha.io"));
        assertEquals("aha-jenkins-plugin", usual.userAgent());
        AccountSettings settings = new AccountSettings(
                usual.url(),
                given,
                usual.limits(),
                usual.retryPolicy(),
                usual.connectTimeout(),
                usual.readTimeout(),
                usual.callTimeout(),
                true);
        assertEquals(used, settings.userAgent());
    }

    @Test
    void writesAndOnlyWritesAskForNoMail() throws Exception {
        try (SimulatedAha aha = new SimulatedAha()) {
            AccountSettings of = aha.account.settings();
            AhaClient quiet = aha.open(SimulatedAha.account(
                    new AccountSettings(
                            of.url(),
                            of.userAgent(),
                            of.limits(),
                            of.retryPolicy(),
                            of.connectTimeout(),
                            of.readTimeout(),
                            of.callTimeout(),
                            true),
                    aha.time));
            new RecordCreation(quiet, "PRJ1", "customers", java.util.Map.of("name", "x"))
                    .create(RecordCreation.Intent.none());
            quiet.update(SimulatedAha.ACME, java.util.Map.of("name", "x"));
            quiet.replaceLinks(Reference.parse("PRJ1-1", null), "customers", java.util.List.of(SimulatedAha.ACME));
            quiet.delete(SimulatedAha.ACME);
            assertEquals(4, aha.simulator.requests().size());
            aha.simulator.requests().forEach(seen -> assertEquals("disable_mailers=true", seen.rawQuery()));
        }
    }
}
