package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.CredentialsUseListener;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.domains.HostnameSpecification;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.AbortException;
import hudson.ExtensionList;
import hudson.model.Computer;
import hudson.model.Fingerprint;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import hudson.model.ModelObject;
import hudson.model.Node;
import hudson.model.Run;
import hudson.model.User;
import hudson.util.Secret;
import io.jenkins.plugins.aha.AhaJenkins;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import jenkins.model.Jenkins;
import jenkins.security.QueueItemAuthenticatorConfiguration;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;
import org.jvnet.hudson.test.MockQueueItemAuthenticator;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Which credentials a build may use, and what its log says when it may not. */
@WithJenkins
class TokenLookupTest {
    private static final AhaSite SITE = new AhaSite("acme", "https://acme.aha.io");

    private static JenkinsRule jenkins;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @AfterEach
    void clear() throws Exception {
        AhaJenkins.clear(jenkins);
        QueueItemAuthenticatorConfiguration.get().getAuthenticators().clear();
    }

    private static void keep(ModelObject where, Domain domain, StandardCredentials credential) throws Exception {
        CredentialsStore store = StreamSupport.stream(
                        CredentialsProvider.lookupStores(where).spliterator(), false)
                .filter(candidate -> candidate.getContext() == where)
                .findFirst()
                .orElseThrow();
        if (domain.isGlobal()) {
            assertTrue(store.addCredentials(domain, credential));
        } else {
            assertTrue(store.addDomain(domain, credential));
        }
    }

    private static Domain onlyFor(String host) {
        return new Domain("restricted", null, List.of(new HostnameSpecification(host, null)));
    }

    private static StringCredentialsImpl secret(CredentialsScope scope, String id, String token) {
        return new StringCredentialsImpl(scope, id, null, Secret.fromString(token));
    }

    private Run<?, ?> build() throws Exception {
        return jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
    }

    private static Run<?, ?> buildIn(Folder folder, JenkinsRule jenkins) throws Exception {
        return jenkins.buildAndAssertSuccess(folder.createProject(FreeStyleProject.class, "job"));
    }

    private static String refusal(String credentialsId, Run<?, ?> run) {
        return assertThrowsExactly(AbortException.class, () -> TokenLookup.forRun(credentialsId, SITE, run))
                .getMessage();
    }

    @Test
    void aSecretTextIsFoundAndItsUseIsTracked() throws Exception {
        // No other test uses it.
        StringCredentialsImpl credential = AhaJenkins.credential("used-here-only");
        keep(jenkins.jenkins, Domain.global(), credential);
        Run<?, ?> run = build();
        assertNull(CredentialsProvider.getFingerprintOf(credential));

        assertEquals(
                AhaJenkins.TOKEN,
                TokenLookup.forRun("used-here-only", SITE, run).get());

        Fingerprint usage = CredentialsProvider.getFingerprintOf(credential);
        assertNotNull(usage);
        assertTrue(usage.getRangeSet(run.getParent().getFullName()).includes(run.getNumber()));
    }

    @Test
    void aBuildTracksACredentialOnce() throws Exception {
        StringCredentialsImpl credential = AhaJenkins.credential(AhaJenkins.CREDENTIAL);
        keep(jenkins.jenkins, Domain.global(), credential);
        keep(jenkins.jenkins, onlyFor("*.aha.io"), AhaJenkins.credential("second"));
        List<String> uses = new ArrayList<>();
        ExtensionList.lookup(CredentialsUseListener.class).add(new CredentialsUseListener() {
            @Override
            public void onUse(Credentials used, Run run) {
                uses.add(((StandardCredentials) used).getId() + run.getNumber());
            }

            @Override
            public void onUse(Credentials used, Node node) {
                uses.add("a node");
            }

            @Override
            public void onUse(Credentials used, Item item) {
                uses.add("an item");
            }
        });
        Run<?, ?> first = build();
        for (int step = 0; step < 3; step++) {
            TokenLookup.forRun(AhaJenkins.CREDENTIAL, SITE, first);
            TokenLookup.forRun("second", SITE, first);
        }
        assertEquals(List.of(AhaJenkins.CREDENTIAL + "1", "second1"), uses);
        Run<?, ?> next = jenkins.buildAndAssertSuccess((FreeStyleProject) first.getParent());
        TokenLookup.forRun(AhaJenkins.CREDENTIAL, SITE, next);
        Fingerprint usage = CredentialsProvider.getFingerprintOf(credential);
        for (Run<?, ?> run : List.of(first, next)) {
            assertTrue(usage.getRangeSet(run.getParent().getFullName()).includes(run.getNumber()));
        }
    }

    @Test
    void noneIsGiven() throws Exception {
        assertTrue(refusal(null, build()).startsWith("No credential is given for Aha! site 'acme'"));
    }

    @Test
    void notFound() throws Exception {
        assertTrue(refusal("absent", build()).startsWith("There is no credential 'absent' that this build can use."));
    }

    @Test
    void wrongType() throws Exception {
        keep(
                jenkins.jenkins,
                Domain.global(),
                new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "login", null, "user", "password-of-14"));
        assertEquals(
                "Credential 'login' is of kind 'Username with password'; an Aha! API key must be kept in a Secret text"
                        + " credential.",
                refusal("login", build()));
    }

    @Test
    void notAllowedForThisSite() throws Exception {
        keep(jenkins.jenkins, onlyFor("other.aha.io"), AhaJenkins.credential("other-site"));
        assertEquals(
                "Credential 'other-site' may not be used for https://acme.aha.io: the domain it is kept in is"
                        + " restricted to other addresses. Add this address to the domain, or use another credential.",
                refusal("other-site", build()));
    }

    @Test
    void allowedByItsDomain() throws Exception {
        keep(jenkins.jenkins, onlyFor("*.aha.io"), AhaJenkins.credential("this-site"));
        assertEquals(
                AhaJenkins.TOKEN, TokenLookup.forRun("this-site", SITE, build()).get());
    }

    @Test
    void aCredentialOfJenkinsItselfIsAsIfItWereNotThere() throws Exception {
        keep(jenkins.jenkins, Domain.global(), secret(CredentialsScope.SYSTEM, "system", AhaJenkins.TOKEN));
        keep(
                jenkins.jenkins,
                Domain.global(),
                new UsernamePasswordCredentialsImpl(
                        CredentialsScope.SYSTEM, "system-login", null, "user", "password-of-14"));
        keep(jenkins.jenkins, onlyFor("other.aha.io"), secret(CredentialsScope.SYSTEM, "system-other", "x"));
        Run<?, ?> run = build();
        String absent = refusal("absent", run);
        for (String id : List.of("system", "system-login", "system-other")) {
            assertEquals(absent, refusal(id, run).replace(id, "absent"));
        }
    }

    @Test
    void aCredentialOfAFolderIsFoundInsideAndNotOutside() throws Exception {
        Folder team = jenkins.createProject(Folder.class, "team");
        Folder inner = team.createProject(Folder.class, "inner");
        Folder others = jenkins.createProject(Folder.class, "others");
        keep(team, Domain.global(), secret(CredentialsScope.GLOBAL, "of-team", "token-of-the-team"));

        for (Folder inside : List.of(team, inner)) {
            assertEquals(
                    "token-of-the-team",
                    TokenLookup.forRun("of-team", SITE, buildIn(inside, jenkins))
                            .get());
        }
        for (Run<?, ?> outside : List.of(buildIn(others, jenkins), build())) {
            assertTrue(refusal("of-team", outside).startsWith("There is no credential 'of-team'"));
        }
    }

    @Test
    void theNearestOfTheSameIdWins() throws Exception {
        Folder team = jenkins.createProject(Folder.class, "team");
        keep(jenkins.jenkins, Domain.global(), secret(CredentialsScope.GLOBAL, "aha", "token-for-all"));
        keep(team, Domain.global(), secret(CredentialsScope.GLOBAL, "aha", "token-of-the-team"));
        assertEquals(
                "token-of-the-team",
                TokenLookup.forRun("aha", SITE, buildIn(team, jenkins)).get());
        assertEquals("token-for-all", TokenLookup.forRun("aha", SITE, build()).get());
    }

    @Test
    void aBuildThatRunsAsAUserMayUseWhatTheUserMay() throws Exception {
        keep(jenkins.jenkins, Domain.global(), AhaJenkins.credential(AhaJenkins.CREDENTIAL));
        jenkins.jenkins.setSecurityRealm(jenkins.createDummySecurityRealm());
        jenkins.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ, Item.READ, Item.BUILD, Computer.BUILD)
                .everywhere()
                .to("guest", "member")
                .grant(CredentialsProvider.USE_ITEM)
                .everywhere()
                .to("member"));
        FreeStyleProject asGuest = jenkins.createFreeStyleProject("as-guest");
        FreeStyleProject asMember = jenkins.createFreeStyleProject("as-member");
        QueueItemAuthenticatorConfiguration.get()
                .getAuthenticators()
                .add(new MockQueueItemAuthenticator()
                        .authenticate("as-guest", User.getById("guest", true).impersonate2())
                        .authenticate("as-member", User.getById("member", true).impersonate2()));

        assertTrue(refusal(AhaJenkins.CREDENTIAL, jenkins.buildAndAssertSuccess(asGuest))
                .startsWith("There is no credential"));
        assertEquals(
                AhaJenkins.TOKEN,
                TokenLookup.forRun(AhaJenkins.CREDENTIAL, SITE, jenkins.buildAndAssertSuccess(asMember))
                        .get());
    }

    @Test
    void aTokenThatWasChangedIsReadAnew() throws Exception {
        keep(jenkins.jenkins, Domain.global(), secret(CredentialsScope.GLOBAL, "aha", "old-token"));
        Run<?, ?> run = build();
        assertEquals("old-token", TokenLookup.forRun("aha", SITE, run).get());
        CredentialsStore store =
                CredentialsProvider.lookupStores(jenkins.jenkins).iterator().next();
        store.updateCredentials(
                Domain.global(),
                CredentialsProvider.findCredentialById("aha", StringCredentialsImpl.class, run),
                secret(CredentialsScope.GLOBAL, "aha", "new-token"));
        assertEquals("new-token", TokenLookup.forRun("aha", SITE, run).get());
    }
}
