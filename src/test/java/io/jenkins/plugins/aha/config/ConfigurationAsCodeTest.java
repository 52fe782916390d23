package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorRegistry;
import io.jenkins.plugins.casc.misc.ConfiguredWithCode;
import io.jenkins.plugins.casc.misc.JenkinsConfiguredWithCodeRule;
import io.jenkins.plugins.casc.misc.Util;
import io.jenkins.plugins.casc.misc.junit.jupiter.WithJenkinsConfiguredWithCode;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sites as code: read, written, read again. */
@WithJenkinsConfiguredWithCode
class ConfigurationAsCodeTest {
    @TempDir
    private Path folder;

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
    @ConfiguredWithCode("aha.yml")
    void everyFieldIsRead(JenkinsConfiguredWithCodeRule jenkins) {
        AhaSite acme = new AhaSite("acme", "https://acme.aha.io");
        acme.setCredentialsId(AhaJenkins.CREDENTIAL);
        acme.setDefaultSite(true);
        List<AhaSite> read = AhaGlobalConfiguration.get().getSites();
        assertEquals(2, read.size());
        SiteWithAllFields.assertSame(acme, read.get(0));
        SiteWithAllFields.assertSame(SiteWithAllFields.create(), read.get(1));
    }

    @Test
    @ConfiguredWithCode("aha.yml")
    void whatIsWrittenIsWhatWasRead(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        assertEquals(Util.toStringFromYamlFile(this, "exported.yml").strip(), exported());
    }

    @Test
    @ConfiguredWithCode("aha.yml")
    void readingAgainDoublesNothing(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        String before = exported();
        ConfigurationAsCode.get().configure(file("aha.yml"));
        ConfigurationAsCode.get().configure(file("aha.yml"));
        assertEquals(List.of("acme", "mock"), names());
        assertEquals(before, exported());
    }

    @Test
    @ConfiguredWithCode("aha.yml")
    void theWholeExportHoldsNoToken(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        ByteArrayOutputStream everything = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(everything);
        String yaml = everything.toString(StandardCharsets.UTF_8);
        assertTrue(yaml.contains("https://acme.aha.io"), yaml);
        assertTrue(!yaml.contains(AhaJenkins.TOKEN), yaml);
    }

    @Test
    @ConfiguredWithCode("aha.yml")
    void sitesThatStepsCouldNotTellApartAreRefused(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        for (String[] wrong : new String[][] {
            {"Two sites are called 'a'", "{name: a, url: 'https://a.aha.io'}", "{name: ' a', url: 'https://b.aha.io'}"},
            {"Give the site a name", "{name: a, url: 'https://a.aha.io'}", "{name: '', url: 'https://b.aha.io'}"},
            {
                "Only one site can be the default, and these are marked as such: a, b.",
                "{name: a, url: 'https://a.aha.io', defaultSite: true}",
                "{name: b, url: 'https://b.aha.io', defaultSite: true}"
            }
        }) {
            Path file = Files.writeString(
                    folder.resolve("wrong.yml"),
                    "unclassified: {aha: {sites: [" + wrong[1] + ", " + wrong[2] + "]}}\n");
            Exception refusal = assertThrows(
                    Exception.class, () -> ConfigurationAsCode.get().configure(file.toString()));
            StringWriter told = new StringWriter();
            refusal.printStackTrace(new PrintWriter(told));
            assertTrue(told.toString().contains(wrong[0]), told.toString());
            assertEquals(List.of("acme", "mock"), names());
        }
    }

    @Test
    @ConfiguredWithCode("unsafe.yml")
    void anUnsafeAddressIsRefusedWhenItIsUsed(JenkinsConfiguredWithCodeRule jenkins) throws Exception {
        AhaSite site = AhaGlobalConfiguration.get().getSites().get(0);
        assertEquals(
                List.of(AhaSite.DescriptorImpl.MOST_PER_SECOND, 1, 1),
                List.of(site.getRequestsPerSecond(), site.getRequestsPerMinute(), site.getWorkerThreads()));
        WorkflowRun build =
                jenkins.buildAndAssertStatus(Result.FAILURE, AhaJenkins.pipeline(jenkins, "ahaGetRecord id: '1'"));
        jenkins.assertLogContains(
                "The address of Aha! site 'evil' cannot be used. 'acme.aha.io.evil.invalid' is not an address of Aha!",
                build);
    }
}
