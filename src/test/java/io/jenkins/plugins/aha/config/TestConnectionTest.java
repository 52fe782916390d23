package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.ExtensionList;
import hudson.model.Descriptor.FormException;
import hudson.util.FormValidation;
import hudson.util.Secret;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.SeenRequest;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The button in the site's form, over real HTTP. */
@WithJenkins
class TestConnectionTest {
    @AutoClose
    private final AhaSimulator aha = AhaJenkins.simulator();

    @BeforeAll
    static void startJenkins(JenkinsRule jenkins) {
        // one for all tests
    }

    @BeforeEach
    void start() {
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        keep(AhaJenkins.credential(AhaJenkins.CREDENTIAL));
    }

    private static void keep(Credentials credential) {
        SystemCredentialsProvider.getInstance().getCredentials().add(credential);
    }

    private static FormValidation press(String url, String credentialsId, boolean allowOtherHost, String contact) {
        return ExtensionList.lookupSingleton(AhaSite.DescriptorImpl.class)
                .doTestConnection(url, credentialsId, allowOtherHost, contact);
    }

    private FormValidation press() {
        return press(aha.url(), AhaJenkins.CREDENTIAL, true, "");
    }

    /** The result as one line: its kind, and what the administrator reads, unescaped. */
    private static String shown(FormValidation result) {
        return result.kind + " "
                + result.getMessage()
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&#039;", "'")
                        .replace("&quot;", "\"");
    }

    private static void assertShown(String beginning, FormValidation result) {
        assertTrue(shown(result).startsWith(beginning), shown(result));
        assertTrue(!shown(result).contains(AhaJenkins.TOKEN), shown(result));
    }

    @Test
    void aGoodKeyIsToldWithUserAndAccount() {
        assertEquals("OK Connected as Mary Humpty <no-reply@aha.io>, company", shown(press()));
        SeenRequest request = aha.requests().get(0);
        assertEquals("GET /api/v1/me", request.method() + " " + request.rawPath());
        assertEquals("Bearer " + AhaJenkins.TOKEN, request.header("Authorization"));
    }

    @Test
    void aKeyThatAhaDoesNotKnowIsTheKeysFault() {
        keep(new StringCredentialsImpl(CredentialsScope.GLOBAL, "revoked", null, Secret.fromString("revoked-token")));
        assertShown("ERROR The API key is not accepted. ", press(aha.url(), "revoked", true, ""));
        assertEquals(1, aha.requests().size());
    }

    @Test
    void aKeyThatMayNotDoThisIsTheKeysFault() throws Exception {
        try (AnsweringServer forbidding = new AnsweringServer(403, "{\"error\":\"Forbidden\"}")) {
            assertShown(
                    "ERROR The API key is not accepted. ", press(forbidding.url(), AhaJenkins.CREDENTIAL, true, ""));
        }
    }

    @Test
    void aSecretThatCannotBeAKeyIsTheKeysFault() {
        keep(new StringCredentialsImpl(CredentialsScope.GLOBAL, "broken", null, Secret.fromString("two\nlines")));
        assertShown("ERROR The API key is not accepted. ", press(aha.url(), "broken", true, ""));
        assertEquals(List.of(), aha.requests());
    }

    @Test
    void nobodyListeningIsTheNetworksFault() throws Exception {
        String closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = "http://127.0.0.1:" + socket.getLocalPort();
        }
        FormValidation result = press(closed, AhaJenkins.CREDENTIAL, true, "");
        assertShown("ERROR Aha! could not be reached. ", result);
        assertTrue(shown(result).contains("the connection was refused"), shown(result));
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {
                "SERVER_ERROR_BEFORE_STORING",
                "BAD_GATEWAY",
                "TOO_MANY_REQUESTS_WITHOUT_HEADERS",
                "DROPPED_BEFORE_STORING",
                "HTML_BEFORE_STORING",
                "GARBAGE_BEFORE_STORING",
                "NOT_FOUND"
            })
    void everythingElseIsTheNetworksFault(Fault fault) {
        aha.faults().next(fault, fault, fault, fault, fault, fault);
        long start = System.nanoTime();
        assertShown("ERROR Aha! could not be reached. ", press());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(15).toNanos(), "the form waits for the answer");
        assertTrue(aha.requests().size() <= 2, "requests: " + aha.requests().size());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"MOVED_PERMANENTLY", "FOUND", "TEMPORARY_REDIRECT"})
    void aRedirectIsNotFollowedAndTheTokenStaysHere(Fault redirect) throws Exception {
        try (AnsweringServer elsewhere = new AnsweringServer(200, "{\"user\":{\"name\":\"Thief\"}}")) {
            aha.faults().redirectTo(elsewhere.url() + "/api/v1/me").next(redirect);
            FormValidation result = press();
            assertShown("ERROR Aha! could not be reached. ", result);
            assertTrue(shown(result).contains("URL is probably not the account's own address"), shown(result));
            assertEquals(List.of(), elsewhere.requests());
        }
    }

    @Test
    void theTokenIsNotSentToAHostThatIsNotAllowed() {
        assertShown("ERROR The address must begin with https://", press(aha.url(), AhaJenkins.CREDENTIAL, false, ""));
        assertEquals(List.of(), aha.requests());
    }

    @Test
    void aCredentialMustBeChosen() {
        assertEquals("ERROR Choose a Secret text credential with the API key.", shown(press(aha.url(), "", true, "")));
        assertEquals(
                "ERROR Choose a Secret text credential with the API key.", shown(press(aha.url(), null, true, null)));
    }

    @Test
    void aCredentialOfAnotherKindIsToldSo() {
        keep(passwordOf(CredentialsScope.GLOBAL, "login"));
        assertShown(
                "ERROR Credential 'login' is of kind 'Username with password'", press(aha.url(), "login", true, ""));
    }

    @Test
    void aCredentialThatNoBuildCouldUseIsRefused() {
        keep(new StringCredentialsImpl(CredentialsScope.SYSTEM, "system", null, Secret.fromString(AhaJenkins.TOKEN)));
        assertShown("ERROR There is no global Secret text credential 'system'", press(aha.url(), "system", true, ""));
        assertEquals(List.of(), aha.requests());
    }

    @Test
    void theContactCannotAddAHeader() {
        press(aha.url(), AhaJenkins.CREDENTIAL, true, "ops@acme.com\r\nX-Evil: 1\u0000é");
        SeenRequest request = aha.requests().get(0);
        assertTrue(
                request.header("User-Agent").matches("Jenkins-aha-plugin/[^ ()]+ \\(ops@acme.com X-Evil: 1 ?\\)"),
                request.header("User-Agent"));
        assertNull(request.header("X-Evil"));
    }

    @Test
    void whatAhaSaysIsNotMarkup() throws Exception {
        String json = "{\"user\":{\"name\":\"<script>alert(1)</script>\",\"email\":\"\",\"accounts\":[]}}";
        try (AnsweringServer hostile = new AnsweringServer(200, json)) {
            FormValidation result = press(hostile.url(), AhaJenkins.CREDENTIAL, true, "");
            assertEquals("OK Connected as <script>alert(1)</script>", shown(result));
            assertTrue(!result.renderHtml().contains("<script"), result.renderHtml());
        }
    }

    private static UsernamePasswordCredentialsImpl passwordOf(CredentialsScope scope, String id) {
        try {
            return new UsernamePasswordCredentialsImpl(scope, id, null, "user", "password-of-14");
        } catch (FormException e) {
            throw new AssertionError(e);
        }
    }
}
