package io.jenkins.plugins.aha.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.jenkins.support.api.Container;
import com.cloudbees.jenkins.support.api.Content;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.codahale.metrics.Gauge;
import hudson.ExtensionList;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.simulator.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import jenkins.metrics.api.Metrics;
import jenkins.model.Jenkins;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** The monitor, the global page, the support bundle and the metrics show what real builds were answered. */
class SiteMonitorTest extends TestsInJenkins {
    @AfterEach
    void stop() throws Exception {
        SiteStates.get().setClock(InstantSource.system());
    }

    private static WorkflowJob job(String name) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(jenkins, "ahaListRecords product: 'PRJ1', table: 'customers', limit: 1");
        job.renameTo(name);
        return job;
    }

    private static void token(String token) throws IOException {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, AhaJenkins.CREDENTIAL, "", Secret.fromString(token)));
        SystemCredentialsProvider.getInstance().save();
    }

    private static boolean isShown() {
        return ExtensionList.lookupSingleton(SiteMonitor.class).isActivated();
    }

    private static String page(String path) throws Exception {
        return jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .goTo(path)
                .asNormalizedText()
                .replaceAll("\\s+", " ");
    }

    private static long gauge(String name) {
        return (Long) ((Gauge<?>) Metrics.metricRegistry().getMetrics().get("aha.acme." + name)).getValue();
    }

    private static String supportBundle() {
        StringBuilder text = new StringBuilder();
        ExtensionList.lookupSingleton(SupportComponent.class).addContents(new Container() {
            @Override
            public void add(Content content) {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try {
                    content.writeTo(out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                text.append(out.toString(StandardCharsets.UTF_8));
            }
        });
        return text.toString();
    }

    @Test
    void aRefusedKeyIsShownUntilABuildIsAnswered() throws Exception {
        WorkflowJob ship = job("ship");
        assertTrue(page("configure").contains("No build has used this site since Jenkins started."));
        assertTrue(supportBundle().contains("No build has used a site"));
        jenkins.buildAndAssertSuccess(ship);
        assertFalse(isShown());
        assertFalse(page("manage").contains("Aha! has refused"));

        token("revoked");
        jenkins.buildAndAssertStatus(Result.FAILURE, ship);
        jenkins.buildAndAssertStatus(Result.FAILURE, job("nightly"));
        assertTrue(isShown());
        String message = page("manage");
        assertTrue(
                message.matches(".*Aha! has refused the API key of credential aha-token at site acme \\(" + aha.url()
                        + "\\) for [^:]+: Aha! answered 401 Unauthorized\\. Affected jobs: ship, nightly\\."
                        + " Put a valid API key.*"),
                message);
        assertTrue(page("configure").contains("The API key of credential aha-token has been refused for"));
        assertTrue(supportBundle().contains("API key of credential aha-token refused since"), supportBundle());
        assertTrue(supportBundle().contains("in jobs ship, nightly"), supportBundle());
        assertEquals(1, gauge("refused.keys"));
        assertEquals(aha.requests().size(), gauge("requests"));
        assertFalse((message + supportBundle()).contains("revoked"));

        int requests = aha.requests().size();
        page("manage");
        page("configure");
        assertEquals(requests, aha.requests().size(), "nothing is asked for it");

        token(AhaJenkins.TOKEN);
        assertTrue(isShown());
        jenkins.buildAndAssertSuccess(ship);
        assertFalse(isShown());
        assertFalse(page("manage").contains("Aha! has refused"));
        assertTrue(page("configure").contains("Last error"));
        assertEquals(0, gauge("refused.keys"));
    }

    @Test
    void aSiteThatDoesNotAnswerIsShownUntilItDoes() throws Exception {
        WorkflowJob ship = job("ship");
        SiteStates.get().setClock(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(-4)));
        aha.faults().next(Fault.FOUND);
        jenkins.buildAndAssertStatus(Result.FAILURE, ship);
        SiteStates.get().setClock(InstantSource.system());
        assertFalse(isShown());
        SiteStates.get().setClock(InstantSource.offset(InstantSource.system(), Duration.ofMinutes(2)));
        assertTrue(isShown());
        String message = page("manage");
        assertTrue(
                message.matches(".*Aha! site acme \\(" + aha.url()
                        + "\\) has not answered for 4 min[^:]*: Aha! answered 302 Found\\."
                        + " Affected jobs: ship\\. Check the address.*"),
                message);
        assertTrue(gauge("silent.seconds") >= 300);
        jenkins.buildAndAssertSuccess(ship);
        assertFalse(isShown());
        assertEquals(0, gauge("silent.seconds"));
    }

    @Test
    void whatIsNotConfiguredAnyMoreIsForgotten() throws Exception {
        token("revoked");
        jenkins.buildAndAssertStatus(Result.FAILURE, job("ship"));
        assertTrue(isShown());
        AhaGlobalConfiguration.get().save();
        assertTrue(isShown());
        AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("acme", "http://127.0.0.1:9")));
        assertFalse(isShown());
        assertEquals(List.of(), SiteStates.get().reports());
        assertFalse(Metrics.metricRegistry().getMetrics().containsKey("aha.acme.requests"));
    }

    @Test
    void namesAreText() throws Exception {
        AhaSite site = AhaJenkins.site("<b id='hostile'>x</b>", aha.url());
        site.setCredentialsId("<i id='hostile'>");
        AhaGlobalConfiguration.get().setSites(List.of(site));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "<i id='hostile'>", "", Secret.fromString("revoked")));
        jenkins.buildAndAssertStatus(Result.FAILURE, job("ship"));
        for (String path : List.of("manage", "configure")) {
            HtmlPage page =
                    jenkins.createWebClient().withJavaScriptEnabled(false).goTo(path);
            assertTrue(page.asNormalizedText().contains("<i id='hostile'>"), path);
            assertEquals(0, page.querySelectorAll("#hostile").size(), path);
        }
    }

    @Test
    void onlyAdministratorsSeeIt() throws Exception {
        token("revoked");
        jenkins.buildAndAssertStatus(Result.FAILURE, job("ship"));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Jenkins.SYSTEM_READ)
                .everywhere()
                .to("reader")
                .grant(Jenkins.ADMINISTER)
                .everywhere()
                .to("admin"));
        assertTrue(jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .login("admin")
                .goTo("manage")
                .asNormalizedText()
                .contains("Aha! has refused"));
        assertFalse(jenkins.createWebClient()
                .withJavaScriptEnabled(false)
                .login("reader")
                .goTo("manage")
                .asNormalizedText()
                .contains("Aha! has refused"));
    }
}
