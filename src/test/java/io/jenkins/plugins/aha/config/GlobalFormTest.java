package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.aha.AhaJenkins;
import java.util.List;
import org.htmlunit.Page;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The sites in the form under Manage Jenkins, System. */
class GlobalFormTest {
    @RegisterExtension
    private final JenkinsSessionExtension session = new JenkinsSessionExtension();

    private static AhaSite plain() {
        AhaSite site = new AhaSite("acme", "https://acme.aha.io");
        site.setDefaultSite(true);
        return site;
    }

    private static HtmlPage open(JenkinsRule jenkins) throws Exception {
        return jenkins.createWebClient().goTo("configure");
    }

    private static HtmlInput input(HtmlPage page, String name, int index) {
        List<HtmlInput> inputs = page.getFormByName("config").getInputsByName(name);
        return inputs.get(index);
    }

    private static void submit(HtmlPage page) throws Exception {
        HtmlFormUtil.submit(page.getFormByName("config"));
    }

    private static List<AhaSite> sites() {
        return AhaGlobalConfiguration.get().getSites();
    }

    @Test
    void whatIsSubmittedUnchangedStaysAndSurvivesARestart() throws Throwable {
        session.then(jenkins -> {
            SystemCredentialsProvider.getInstance().getCredentials().add(AhaJenkins.credential(AhaJenkins.CREDENTIAL));
            SystemCredentialsProvider.getInstance().save();
            AhaGlobalConfiguration.get().setSites(List.of(plain(), SiteWithAllFields.create()));
            submit(open(jenkins));
            SiteWithAllFields.assertSame(plain(), sites().get(0));
            SiteWithAllFields.assertSame(SiteWithAllFields.create(), sites().get(1));
        });
        session.then(jenkins -> {
            assertEquals(2, sites().size());
            SiteWithAllFields.assertSame(plain(), sites().get(0));
            SiteWithAllFields.assertSame(SiteWithAllFields.create(), sites().get(1));
        });
    }

    @Test
    void whatIsEnteredIsSaved() throws Throwable {
        session.then(jenkins -> {
            AhaGlobalConfiguration.get().setSites(List.of(plain()));
            HtmlPage page = open(jenkins);
            input(page, "_.url", indexOfSites(page)).setValue(" https://other.aha.io ");
            input(page, "_.requestsPerSecond", 0).setValue("9");
            input(page, "_.contact", 0).setValue("ops@acme.com");
            submit(page);
        });
        session.then(jenkins -> {
            AhaSite site = sites().get(0);
            assertEquals("acme (https://other.aha.io)", site.toString());
            assertEquals("9 ops@acme.com", site.getRequestsPerSecond() + " " + site.getContact());
        });
    }

    /** Other plugins have fields of the same name on this page. */
    private static int indexOfSites(HtmlPage page) {
        List<HtmlInput> urls = page.getFormByName("config").getInputsByName("_.url");
        for (int i = 0; i < urls.size(); i++) {
            if (urls.get(i).getValue().contains("aha.io")) {
                return i;
            }
        }
        throw new AssertionError("no site on the page");
    }

    @Test
    void allSitesCanBeDeleted() throws Throwable {
        session.then(jenkins -> {
            AhaGlobalConfiguration.get().setSites(List.of(plain(), SiteWithAllFields.create()));
            HtmlPage page = open(jenkins);
            List<HtmlElement> chunks = page.getByXPath("//div[@name='sites'][.//input[@name='_.allowOtherHost']]");
            assertEquals(2, chunks.size());
            for (HtmlElement chunk : chunks) {
                HtmlButton delete = chunk.getFirstByXPath(".//button[contains(@class,'repeatable-delete')]");
                delete.click();
                page.getWebClient().waitForBackgroundJavaScript(5000);
            }
            submit(page);
            assertEquals(List.of(), sites());
        });
        session.then(jenkins -> assertEquals(List.of(), sites()));
    }

    @Test
    void twoSitesOfOneNameAreRefused() throws Throwable {
        session.then(jenkins -> {
            AhaGlobalConfiguration.get().setSites(List.of(plain(), SiteWithAllFields.create()));
            assertRefused(jenkins, "acme", "Two sites are called &#039;acme&#039;");
            assertRefused(jenkins, " ", "Give the site a name");
            assertEquals(
                    List.of("acme", "mock"),
                    sites().stream().map(AhaSite::getName).toList());
        });
    }

    @Test
    void twoDefaultsAreRefused() throws Throwable {
        session.then(jenkins -> {
            AhaSite other = new AhaSite("other", "https://other.aha.io");
            AhaGlobalConfiguration.get().setSites(List.of(plain(), other));
            JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
            HtmlForm form = browser.goTo("configure").getFormByName("config");
            for (HtmlInput mark : form.getInputsByName("_.defaultSite")) {
                mark.setChecked(true);
            }
            Page answer = HtmlFormUtil.submit(form);
            assertTrue(answer.getWebResponse().getContentAsString().contains("Only one site can be the default"));
            assertEquals(
                    List.of(true, false),
                    sites().stream().map(AhaSite::isDefaultSite).toList());
        });
    }

    private static void assertRefused(JenkinsRule jenkins, String name, String message) throws Exception {
        JenkinsRule.WebClient browser = jenkins.createWebClient().withThrowExceptionOnFailingStatusCode(false);
        HtmlForm form = browser.goTo("configure").getFormByName("config");
        HtmlInput second = form.getInputsByName("_.name").stream()
                .map(HtmlInput.class::cast)
                .filter(input -> input.getValue().equals("mock"))
                .findFirst()
                .orElseThrow();
        second.setValue(name);
        Page answer = HtmlFormUtil.submit(form);
        assertTrue(
                answer.getWebResponse().getStatusCode() >= 400,
                "status " + answer.getWebResponse().getStatusCode());
        String text = answer.getWebResponse().getContentAsString();
        assertTrue(text.contains(message) || text.contains(message.replace("&#039;", "'")), text);
    }
}
