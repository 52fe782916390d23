package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.Util;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The sites as code: read, written, read again. */
@WithJenkins
class ConfigurationAsCodeTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void startJenkins(JenkinsRule jenkins) {
        // one for all tests
    }

    @BeforeEach
    void configure() throws Exception {
        ConfigurationAsCode.get().configure(file("aha.yml"));
    }

    private static String file(String name) {
        return ConfigurationAsCodeTest.class.getResource(name).toString();
    }

    private static String exported() throws Exception {
        ConfigurationContext context = new ConfigurationContext(ConfiguratorRegistry.get());
        return Util.toYamlString(Util.getUnclassifiedRoot(context).get("aha")).strip();
    }

    private static List<String> names() {
        return AhaGlobalConfiguration.get().getSites().stream()
                .map(AhaSite::getName)
                .toList();
    }

    @Test
    void everyFieldIsRead() {
        AhaSite acme = new AhaSite("acme", "https://acme.aha.io");
        acme.setCredentialsId(AhaJenkins.CREDENTIAL);
        acme.setDefaultSite(true);
        List<AhaSite> read = AhaGlobalConfiguration.get().getSites();
        assertEquals(2, read.size());
        SiteWithAllFields.assertSame(acme, read.get(0));
        SiteWithAllFields.assertSame(SiteWithAllFields.create(), read.get(1));
    }

    @Test
    void whatIsWrittenIsWhatWasRead() throws Exception {
        assertEquals(Util.toStringFromYamlFile(this, "exported.yml").strip(), exported());
    }

    @Test
    void readingAgainDoublesNothing() throws Exception {
        String before = exported();
        ConfigurationAsCode.get().configure(file("aha.yml"));
        ConfigurationAsCode.get().configure(file("aha.yml"));
        assertEquals(List.of("acme", "mock"), names());
        assertEquals(before, exported());
    }

    @Test
    void theWholeExportHoldsNoToken() throws Exception {
        ByteArrayOutputStream everything = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(everything);
        String yaml = everything.toString(StandardCharsets.UTF_8);
        assertTrue(yaml.contains("https://acme.aha.io"), yaml);
        assertTrue(!yaml.contains(AhaJenkins.TOKEN), yaml);
    }

    /** The form refuses the same by the same sentences: GlobalFormTest. */
    @Test
    void whatTheFormRefusesIsRefusedWhenItIsRead() throws Exception {
        for (String[] wrong : new String[][] {
            {"Two sites are called 'a'", "{name: a, url: 'https://a.aha.io'}, {name: ' a', url: 'https://b.aha.io'}"},
            {"Give the site a name", "{name: a, url: 'https://a.aha.io'}, {name: '', url: 'https://b.aha.io'}"},
            {
                "Only one site can be the default, and these are marked as such: a, b.",
                "{name: a, url: 'https://a.aha.io', defaultSite: true},"
                        + " {name: b, url: 'https://b.aha.io', defaultSite: true}"
            },
            {"Aha! site 'a': Enter the address of your account", "{name: a, url: ''}"},
            {
                "Aha! site 'a': 'acme.aha.io.evil.invalid' is not an address of Aha!",
                "{name: a, url: 'https://acme.aha.io.evil.invalid'}"
            },
            {"Aha! site 'a': The address must begin with https://", "{name: a, url: 'http://acme.aha.io'}"},
            {
                "Aha! site 'a': Requests per second must be a whole number from 1 to 20, not '1000'.",
                "{name: a, url: 'https://a.aha.io', requestsPerSecond: 1000}"
            },
            {
                "Aha! site 'a': Requests per minute must be a whole number from 1 to 300, not '0'.",
                "{name: a, url: 'https://a.aha.io', requestsPerMinute: 0}"
            },
            {
                "Aha! site 'a': Connection time-out in seconds must be a whole number from 1 to 3600, not '-1'.",
                "{name: a, url: 'https://a.aha.io', connectTimeoutSeconds: -1}"
            },
            {
                "Aha! site 'a': Read time-out in seconds must be a whole number from 1 to 3600, not '3601'.",
                "{name: a, url: 'https://a.aha.io', readTimeoutSeconds: 3601}"
            }
        }) {
            Path file = Files.writeString(
                    folder.resolve("wrong.yml"), "unclassified: {aha: {sites: [" + wrong[1] + "]}}\n");
            Exception refusal = assertThrows(
                    Exception.class, () -> ConfigurationAsCode.get().configure(file.toString()));
            StringWriter trace = new StringWriter();
            refusal.printStackTrace(new PrintWriter(trace));
            assertTrue(trace.toString().contains(wrong[0]), trace.toString());
            assertEquals(List.of("acme", "mock"), names());
        }
    }
}
