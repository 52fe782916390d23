package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hudson.ExtensionList;
import hudson.ProxyConfiguration;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests take the way that is configured under Manage Jenkins, System, HTTP Proxy, and share connections. */
class ProxyTest extends TestsInJenkins {
    /** A host that exists only behind the proxy. */
    private static final String BEHIND = "http://aha.invalid";

    private void configure(LoopbackProxy proxy, String user, String password, String noProxyHosts) {
        jenkins.jenkins.setProxy(new ProxyConfiguration("127.0.0.1", proxy.port(), user, password, noProxyHosts));
    }

    private static FormValidation.Kind press(String url) {
        return ExtensionList.lookupSingleton(AhaSite.DescriptorImpl.class)
                .doTestConnection(url, AhaJenkins.CREDENTIAL, true, "")
                .kind;
    }

    @Test
    void theProxyIsUsed() throws Exception {
        try (LoopbackProxy proxy = new LoopbackProxy(aha.url(), null)) {
            configure(proxy, null, null, "other.invalid");
            assertEquals(FormValidation.Kind.OK, press(BEHIND));
            assertEquals(List.of(BEHIND + "/api/v1/me"), proxy.requests());
            assertEquals("Bearer " + AhaJenkins.TOKEN, aha.requests().get(0).header("Authorization"));
        }
    }

    @Test
    void aHostThatNeedsNoProxyIsAskedDirectly() throws Exception {
        try (LoopbackProxy proxy = new LoopbackProxy(aha.url(), null)) {
            configure(proxy, null, null, "other.invalid\n127.0.0.*");
            assertEquals(FormValidation.Kind.OK, press(aha.url()));
            assertEquals(List.of(), proxy.requests());
            assertEquals(1, aha.requests().size());
        }
    }

    @Test
    void theProxysLoginIsPresented() throws Exception {
        String login = "Basic "
                + Base64.getEncoder().encodeToString("builder:proxy-password".getBytes(StandardCharsets.UTF_8));
        try (LoopbackProxy proxy = new LoopbackProxy(aha.url(), login)) {
            configure(proxy, "builder", "proxy-password", null);
            assertEquals(FormValidation.Kind.OK, press(BEHIND));
            configure(proxy, "builder", "wrong-password", null);
            assertEquals(FormValidation.Kind.ERROR, press(BEHIND));
            assertEquals(1, proxy.requests().size());
        }
    }

    @Test
    void aBuildTakesTheSameWay() throws Exception {
        AhaGlobalConfiguration.get().setSites(List.of(AhaJenkins.site("behind", BEHIND)));
        try (LoopbackProxy proxy = new LoopbackProxy(aha.url(), null)) {
            configure(proxy, null, null, null);
            String id = aha.state().records("PRJ1", "customers").get(0).id();
            jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, "ahaGetRecord id: '" + id + "'"));
            assertEquals(List.of(BEHIND + "/api/v1/custom_object_records/" + id), proxy.requests());
        }
    }

    @Test
    void operationsShareConnectionsUntilAProxyComesBetween() throws Exception {
        String me = "{\"user\":{\"name\":\"Mary\",\"email\":\"\",\"accounts\":[]}}";
        try (AnsweringServer server = new AnsweringServer(200, me);
                LoopbackProxy proxy = new LoopbackProxy(server.url(), null)) {
            AhaSite site = AhaJenkins.site("kept", server.url());
            ask(site);
            ask(site);
            configure(proxy, null, null, null);
            ask(site);
            int first = server.requests().get(0).connection();
            assertEquals(first, server.requests().get(1).connection());
            assertNotEquals(first, server.requests().get(2).connection());
            assertEquals(1, proxy.requests().size());
        }
    }

    private static void ask(AhaSite site) throws Exception {
        AhaAccounts.of(site)
                .open(() -> AhaJenkins.TOKEN, BuildLog.NONE, new Cancellation())
                .me();
    }
}
