package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hudson.util.XStream2;
import org.junit.jupiter.api.Test;

/** What a site holds, whoever wrote it down. */
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
    void numbersStayWithinWhatAhaAndJenkinsBear() {
        AhaSite site = new AhaSite("acme", "https://acme.aha.io");
        for (int number : new int[] {Integer.MIN_VALUE, 0}) {
            set(site, number);
            assertEquals("1 1 1 1 1", numbers(site));
        }
        set(site, Integer.MAX_VALUE);
        assertEquals("3600 3600 20 300 64", numbers(site));
    }

    @Test
    void whatWasSavedWithoutNumbersGetsTheDefaults() {
        AhaSite read = (AhaSite) new XStream2()
                .fromXML("<io.jenkins.plugins.aha.config.AhaSite><name>acme</name><url>https://acme.aha.io</url>"
                        + "<workerThreads>3</workerThreads></io.jenkins.plugins.aha.config.AhaSite>");
        assertEquals("10 60 20 300 3", numbers(read));
        assertEquals("10 60 20 300 10", numbers(new AhaSite("acme", "https://acme.aha.io")));
    }

    private static void set(AhaSite site, int number) {
        site.setConnectTimeoutSeconds(number);
        site.setReadTimeoutSeconds(number);
        site.setRequestsPerSecond(number);
        site.setRequestsPerMinute(number);
        site.setWorkerThreads(number);
    }

    private static String numbers(AhaSite site) {
        return site.getConnectTimeoutSeconds() + " " + site.getReadTimeoutSeconds() + " " + site.getRequestsPerSecond()
                + " " + site.getRequestsPerMinute() + " " + site.getWorkerThreads();
    }
}
