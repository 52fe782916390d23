package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a token may be sent. */
class SiteUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://acme.aha.io, https://acme.aha.io",
        "https://acme.aha.io/, https://acme.aha.io",
        "' https://acme.aha.io ', https://acme.aha.io",
        "HTTPS://ACME.Aha.IO, https://acme.aha.io",
        "https://acme.aha.io:443, https://acme.aha.io",
        "https://big-acme.eu.aha.io, https://big-acme.eu.aha.io",
        "https://xn--acm-dma.aha.io, https://xn--acm-dma.aha.io",
        "https://acme.aha.io/products/PRJ1?tab=1#top, https://acme.aha.io",
    })
    void addressesOfAhaAreAllowed(String text, String address) {
        assertEquals(address, SiteUrl.check(text, false).toString());
        assertEquals(address, SiteUrl.check(text, true).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "http://acme.aha.io, http://acme.aha.io",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://Mock.Corp:80/, http://mock.corp",
        "https://mock.corp:8443, https://mock.corp:8443",
        "https://[::1]:8443, https://[::1]:8443",
        "https://acme.aha.io:8443, https://acme.aha.io:8443",
        "https://acme.aha.io.evil.com, https://acme.aha.io.evil.com",
        "https://aha.io, https://aha.io",
        "https://evilaha.io, https://evilaha.io",
        "https://acme.aha.io., https://acme.aha.io.",
    })
    void otherAddressesNeedTheAdministratorsConsent(String text, String address) {
        assertThrows(IllegalArgumentException.class, () -> SiteUrl.check(text, false));
        assertEquals(address, SiteUrl.check(text, true).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "acme.aha.io",
                "https://",
                "https:///acme.aha.io",
                "https://.aha.io",
                "https://user@acme.aha.io",
                "https://user:password@acme.aha.io",
                "https://acme.aha.io@evil.com",
                "https://evil.com\\@acme.aha.io",
                "https://evil.com\\.aha.io",
                "https://evil.com%2f.aha.io",
                "https://acmé.aha.io",
                "https://acme。aha.io",
                "https://acme_x.aha.io",
                "https://acme.aha.io\r\nHost: evil.com",
                "https://acme .aha.io",
                "ftp://acme.aha.io",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "jar:https://acme.aha.io!/",
            })
    void whatIsNoAddressIsRefusedEvenThen(String text) {
        assertThrows(IllegalArgumentException.class, () -> SiteUrl.check(text, false));
        assertThrows(IllegalArgumentException.class, () -> SiteUrl.check(text, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://proxy.corp/aha", "http://127.0.0.1:8080/aha/", "https://proxy.corp?to=aha"})
    void aPathElsewhereIsRefusedBecauseItWouldBeLost(String text) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> SiteUrl.check(text, true));
        assertTrue(refusal.getMessage().startsWith("Enter the address without a path"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "http://acme.aha.io, The address must begin with https://",
                "https://acme.aha.io.evil.com, 'acme.aha.io.evil.com' is not an address of Aha!",
                "https://acme.aha.io:8443, 'acme.aha.io:8443' is not an address of Aha!",
                "https://user:password@acme.aha.io, Enter the address of the account as Aha! shows it",
            })
    void theRefusalSaysWhyAndQuotesNoPassword(String text, String beginning) {
        String message = assertThrows(IllegalArgumentException.class, () -> SiteUrl.check(text, false))
                .getMessage();
        assertTrue(message.startsWith(beginning), message);
        assertFalse(message.contains("password"), message);
    }
}
