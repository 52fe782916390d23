package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.MarkupText;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.scm.ChangeLogAnnotator;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.health.KnownProducts;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** References in Jenkins' change log lead to Aha!, once a build or a form has seen their product. */
@WithJenkins
class ReferenceLinksTest {
    private static final Pattern LINK = Pattern.compile("<a href='([^']*)'[^>]*>([^<]*)</a>");

    /** As Entry.getMsgAnnotated does it. */
    private static String shown(FreeStyleBuild build) {
        MarkupText text = new MarkupText(
                "<script>alert(1)</script> prj1-12 ships with PRJ1-R-1, not OTHER-7 nor UTF-8 (PRJ1-1-1)");
        ChangeLogAnnotator.all().forEach(annotator -> annotator.annotate(build, null, text));
        return text.toString(false);
    }

    private static List<String> links(FreeStyleBuild build) {
        return LINK.matcher(shown(build))
                .results()
                .map(link -> link.group(2) + " " + link.group(1))
                .toList();
    }

    @Test
    void referencesOfKnownProductsAreLinks(JenkinsRule jenkins) throws Exception {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url() + "/");
            FreeStyleProject job = jenkins.createFreeStyleProject("ship");
            FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
            assertEquals(List.of(), links(build), "no product is known yet");

            jenkins.buildAndAssertSuccess(
                    AhaJenkins.pipeline(jenkins, "ahaListRecords product: 'prj1', table: 'customers', limit: 1"));
            int requests = aha.requests().size();
            List<String> expected = List.of(
                    "prj1-12 " + aha.url() + "/features/PRJ1-12",
                    "PRJ1-R-1 " + aha.url() + "/releases/PRJ1-R-1",
                    "PRJ1-1-1 " + aha.url() + "/requirements/PRJ1-1-1");
            assertEquals(expected, links(build));
            assertTrue(shown(build).startsWith("&lt;script&gt;alert(1)&lt;/script&gt; <a "), shown(build));
            assertEquals(requests, aha.requests().size(), "nothing is asked while a page is made");

            aha.state().seedProduct("7", "FORMS", "Seen by a form only");
            assertEquals(
                    List.of("PRJ1"),
                    List.copyOf(KnownProducts.get().of(aha.url().toUpperCase(Locale.ROOT))));
            FormAccount.find(job, null, null).orElseThrow().products();
            assertTrue(KnownProducts.get().of(aha.url()).contains("FORMS"));
            assertEquals(KnownProducts.get().of(aha.url()), new KnownProducts().of(aha.url()), "as after a restart");

            AhaJenkins.clear(jenkins);
            FreeStyleProject without = jenkins.createFreeStyleProject("without");
            assertEquals(List.of(), links(jenkins.buildAndAssertSuccess(without)), "there is no site to link to");
        }
    }
}
