package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.util.XStream2;
import org.junit.jupiter.api.Test;

/** What a site holds. */
class AhaSiteTest {
    @Test
    void blanksAreNothing() {
        AhaSite site = new AhaSite(" acme ", " https://acme.aha.io ");
        site.setCredentialsId(" ");
        site.setContact("");
        assertEquals("acme (https://acme.aha.io)", site.toString());
        assertNull(site.getCredentialsId());
        assertNull(site.getContact());
        assertEquals(" ()", new AhaSite(null, null).toString());
    }

    @Test
    void aNumberThatIsNotGivenIsTheDefault() {
        AhaSite site = new AhaSite("acme", "https://acme.aha.io");
        assertEquals("10 60 20 300", numbers(site));
        site.setConnectTimeoutSeconds(1);
        site.setReadTimeoutSeconds(2);
        site.setRequestsPerSecond(3);
        site.setRequestsPerMinute(4);
        assertEquals("1 2 3 4", numbers(site));
        site.setConnectTimeoutSeconds(null);
        site.setReadTimeoutSeconds(null);
        site.setRequestsPerSecond(null);
        site.setRequestsPerMinute(null);
        assertEquals("10 60 20 300", numbers(site));
    }

    @Test
    void whatWasSavedWithoutNumbersOrChangedOnTheDiskStaysWithinTheRanges() {
        assertEquals("10 60 20 300", numbers(saved("<workerThreads>3</workerThreads>")));
        assertEquals(
                "10 3600 20 300",
                numbers(saved("<connectTimeoutSeconds>-1</connectTimeoutSeconds>"
                        + "<readTimeoutSeconds>2147483647</readTimeoutSeconds>"
                        + "<requestsPerSecond>21</requestsPerSecond><requestsPerMinute>0</requestsPerMinute>")));
    }

    @Test
    void whatNoVersionReadsAnyMoreIsNotSavedAgain() {
        assertFalse(
                new XStream2().toXML(saved("<workerThreads>3</workerThreads>")).contains("workerThreads"));
    }

    private static AhaSite saved(String numbers) {
        return (AhaSite) new XStream2()
                .fromXML("<io.jenkins.plugins.aha.config.AhaSite><name>acme</name><url>https://acme.aha.io</url>"
                        + numbers + "</io.jenkins.plugins.aha.config.AhaSite>");
    }

    private static String numbers(AhaSite site) {
        return site.getConnectTimeoutSeconds() + " " + site.getReadTimeoutSeconds() + " " + site.getRequestsPerSecond()
                + " " + site.getRequestsPerMinute();
    }
}
