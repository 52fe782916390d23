package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import io.jenkins.plugins.aha.AhaJenkins;
import java.net.URL;
import java.util.List;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.HtmlButton;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlFormUtil;
import org.htmlunit.html.HtmlInput;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.NameValuePair;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The sites in the form under Manage Jenkins, System. */
@WithJenkins
class GlobalFormTest {
    private static final List<String> NUMBERS =
            List.of("connectTimeoutSeconds", "readTimeoutSeconds", "requestsPerSecond", "requestsPerMinute");

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void clear() throws Exception {
        AhaJenkins.clear(jenkins);
    }

    private static AhaSite plain() {
        AhaSite site = new AhaSite("acme", "https://acme.aha.io");
        site.setDefaultSite(true);
        return site;
    }

    private static HtmlPage open() throws Exception {
        return jenkins.createWebClient()
                .withThrowExceptionOnFailingStatusCode(false)
                .goTo("configure");
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

    /** What a restart would read: the file, and not what is in memory. */
    private static void readAgain() {
        AhaGlobalConfiguration.get().load();
    }

    @Test
    void whatIsSubmittedUnchangedStays() throws Exception {
        SystemCredentialsProvider.getInstance().getCredentials().add(AhaJenkins.credential(AhaJenkins.CREDENTIAL));
        SystemCredentialsProvider.getInstance().save();
        AhaGlobalConfiguration.get().setSites(List.of(plain(), SiteWithAllFields.create()));
        submit(open());
        readAgain();
        assertEquals(2, sites().size());
        SiteWithAllFields.assertSame(plain(), sites().get(0));
        SiteWithAllFields.assertSame(SiteWithAllFields.create(), sites().get(1));
    }

    @Test
    void whatIsEnteredIsSaved() throws Exception {
        AhaGlobalConfiguration.get().setSites(List.of(plain()));
        HtmlPage page = open();
        input(page, "_.url", indexOfSites(page)).setValue(" https://other.aha.io ");
        input(page, "_.requestsPerSecond", 0).setValue("9");
        input(page, "_.contact", 0).setValue("ops@acme.com");
        submit(page);
        readAgain();
        AhaSite site = sites().get(0);
        assertEquals("acme (https://other.aha.io)", site.toString());
        assertEquals("9 ops@acme.com", site.getRequestsPerSecond() + " " + site.getContact());
    }

    @Test
    void anEmptiedNumberIsTheDefault() throws Exception {
        AhaGlobalConfiguration.get().setSites(List.of(SiteWithAllFields.create()));
        HtmlPage page = open();
        for (String number : NUMBERS) {
            input(page, "_." + number, 0).setValue("");
        }
        submit(page);
        readAgain();
        AhaSite site = sites().get(0);
        assertEquals(
                List.of(10, 60, 20, 300),
                List.of(
                        site.getConnectTimeoutSeconds(),
                        site.getReadTimeoutSeconds(),
                        site.getRequestsPerSecond(),
                        site.getRequestsPerMinute()));
    }

    @Test
    void aUrlOrANumberThatItsOwnCheckRefusesIsNotSaved() throws Exception {
        AhaGlobalConfiguration.get().setSites(List.of(plain()));
        HtmlPage page = open();
        input(page, "_.url", indexOfSites(page)).setValue("https://acme.aha.io.evil.invalid");
        assertRefused(page, "Aha! site 'acme': 'acme.aha.io.evil.invalid' is not an address of Aha!");
        page = open();
        input(page, "_.requestsPerMinute", 0).setValue("301");
        assertRefused(page, "Aha! site 'acme': Requests per minute must be a whole number from 1 to 300, not '301'.");
        readAgain();
        SiteWithAllFields.assertSame(plain(), sites().get(0));
    }

    @Test
    void theFormSaysTheSameOfANumberWhileItIsEntered() throws Exception {
        for (String number : NUMBERS) {
            assertEquals("<div/>", check(number, ""));
            assertEquals("<div/>", check(number, "1"));
            for (String wrong : List.of("0", "-1", "3601", "1.5", "99999999999", "many")) {
                assertTrue(check(number, wrong).contains(" must be a whole number from 1 to "), number + " " + wrong);
            }
        }
    }

    private static String check(String number, String value) throws Exception {
        String method = "check" + Character.toUpperCase(number.charAt(0)) + number.substring(1);
        JenkinsRule.WebClient browser = jenkins.createWebClient();
        String address = jenkins.jenkins.getDescriptorOrDie(AhaSite.class).getDescriptorUrl() + "/" + method;
        WebRequest request = new WebRequest(new URL(browser.getContextPath() + address), HttpMethod.POST);
        request.setRequestParameters(List.of(new NameValuePair("value", value)));
        return browser.loadWebResponse(browser.addCrumb(request)).getContentAsString();
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
    void allSitesCanBeDeleted() throws Exception {
        AhaGlobalConfiguration.get().setSites(List.of(plain(), SiteWithAllFields.create()));
        HtmlPage page = open();
        List<HtmlElement> chunks = page.getByXPath("//div[@name='sites'][.//input[@name='_.allowOtherHost']]");
        assertEquals(2, chunks.size());
        for (HtmlElement chunk : chunks) {
            HtmlButton delete = chunk.getFirstByXPath(".//button[contains(@class,'repeatable-delete')]");
            delete.click();
            page.getWebClient().waitForBackgroundJavaScript(5000);
        }
        submit(page);
        assertEquals(List.of(), sites());
        readAgain();
        assertEquals(List.of(), sites());
    }

    @Test
    void twoSitesOfOneNameAreRefused() throws Exception {
        AhaGlobalConfiguration.get().setSites(List.of(plain(), SiteWithAllFields.create()));
        for (String[] wrong : new String[][] {{"acme", "Two sites are called 'acme'"}, {" ", "Give the site a name"}}) {
            HtmlPage page = open();
            page.getFormByName("config").getInputsByName("_.name").stream()
                    .map(HtmlInput.class::cast)
                    .filter(input -> input.getValue().equals("mock"))
                    .findFirst()
                    .orElseThrow()
                    .setValue(wrong[0]);
            assertRefused(page, wrong[1]);
        }
        assertEquals(
                List.of("acme", "mock"), sites().stream().map(AhaSite::getName).toList());
    }

    @Test
    void twoDefaultsAreRefused() throws Exception {
        AhaSite other = new AhaSite("other", "https://other.aha.io");
        AhaGlobalConfiguration.get().setSites(List.of(plain(), other));
        HtmlPage page = open();
        for (HtmlInput mark : page.getFormByName("config").getInputsByName("_.defaultSite")) {
            mark.setChecked(true);
        }
        assertRefused(page, "Only one site can be the default");
        assertEquals(
                List.of(true, false),
                sites().stream().map(AhaSite::isDefaultSite).toList());
    }

    private static void assertRefused(HtmlPage page, String message) throws Exception {
        Page answer = HtmlFormUtil.submit(page.getFormByName("config"));
        int status = answer.getWebResponse().getStatusCode();
        assertTrue(status >= 400, "status " + status);
        String text = answer.getWebResponse().getContentAsString().replace("&#039;", "'");
        assertTrue(text.contains(message), text);
    }
}
