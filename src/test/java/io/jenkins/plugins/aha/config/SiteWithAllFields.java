package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.jenkins.plugins.aha.AhaJenkins;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.DescribableModel;

/** A site with no field as it is by default, and the comparison of sites field by field. */
final class SiteWithAllFields {
    private SiteWithAllFields() {}

    static AhaSite create() {
        AhaSite site = new AhaSite("mock", "http://127.0.0.1:1");
        site.setCredentialsId(AhaJenkins.CREDENTIAL);
        site.setAllowOtherHost(true);
        site.setConnectTimeoutSeconds(3);
        site.setContact("release-team@acme.com");
        site.setDisableMailers(true);
        site.setReadTimeoutSeconds(7);
        site.setRequestsPerMinute(100);
        site.setRequestsPerSecond(5);
        return site;
    }

    static void assertSame(AhaSite expected, AhaSite actual) {
        assertNotEquals(System.identityHashCode(expected), System.identityHashCode(actual));
        assertEquals(fields(expected), fields(actual));
    }

    private static Map<String, Object> fields(AhaSite site) {
        return new TreeMap<>(new DescribableModel<>(AhaSite.class).uninstantiate(site));
    }
}
