package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider.FolderCredentialsProperty;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import hudson.util.Secret;
import io.jenkins.plugins.aha.AhaJenkins;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A folder's choice in its form, and what it may choose from. */
@WithJenkins
class FolderFormTest {
    private static JenkinsRule jenkins;

    private Folder folder;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void start() throws Exception {
        AhaJenkins.configure("http://127.0.0.1:1");
        folder = jenkins.createProject(Folder.class, "team");
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.SYSTEM, "system", null, Secret.fromString("x")));
        CredentialsStore store = StreamSupport.stream(
                        CredentialsProvider.lookupStores(folder).spliterator(), false)
                .filter(candidate -> candidate.getContext() == folder)
                .findFirst()
                .orElseThrow();
        store.addCredentials(Domain.global(), AhaJenkins.credential("of-team"));
        assertEquals(
                1,
                folder.getProperties().getAll(FolderCredentialsProperty.class).size());
    }

    @AfterEach
    void clear() throws Exception {
        AhaJenkins.clear(jenkins);
    }

    private AhaFolderProperty submit(String site, String credentialsId) throws Exception {
        folder.getProperties().removeAll(AhaFolderProperty.class);
        AhaFolderProperty property = new AhaFolderProperty();
        property.setSite(site);
        property.setCredentialsId(credentialsId);
        folder.addProperty(property);
        jenkins.submit(jenkins.createWebClient().getPage(folder, "configure").getFormByName("config"));
        AhaFolderProperty submitted = folder.getProperties().get(AhaFolderProperty.class);
        assertTrue(submitted != property, "the form was not read");
        return submitted;
    }

    @Test
    void aChoiceStays() throws Exception {
        AhaFolderProperty property = submit("acme", "of-team");
        assertEquals("acme of-team", property.getSite() + " " + property.getCredentialsId());
    }

    @Test
    void noChoiceStaysNone() throws Exception {
        AhaFolderProperty property = submit(null, null);
        assertNull(property.getSite());
        assertNull(property.getCredentialsId());
    }

    @Test
    void aChoiceThatIsGoneStaysUntilItIsChanged() throws Exception {
        AhaFolderProperty property = submit("gone", "lost");
        assertEquals("gone lost", property.getSite() + " " + property.getCredentialsId());
    }

    @Test
    void theFolderOffersItsOwnCredentialAndThoseOfAllButNotJenkinsOwn() {
        assertEquals(List.of("", "of-team", AhaJenkins.CREDENTIAL), sorted(TokenChoices.forItem(folder, "acme", "")));
        assertEquals(List.of("", AhaJenkins.CREDENTIAL), sorted(TokenChoices.forItem(null, "acme", "")));
        assertEquals(
                List.of("", AhaJenkins.CREDENTIAL), sorted(TokenChoices.forAdministrators("http://127.0.0.1:1", null)));
        assertEquals(
                List.of("", "kept", AhaJenkins.CREDENTIAL),
                sorted(TokenChoices.forAdministrators("http://127.0.0.1:1", "kept")));
    }

    private static List<String> sorted(ListBoxModel choices) {
        return choices.stream()
                .map(choice -> choice.value)
                .sorted(Comparator.comparing(AhaJenkins.CREDENTIAL::equals))
                .toList();
    }

    @Test
    void theSiteFormWarnsOfACredentialThatBuildsWillNotFind() {
        for (String id : List.of("system", "of-team", "absent")) {
            assertEquals(FormValidation.Kind.WARNING, TokenChoices.check(id, "http://127.0.0.1:1").kind, id);
        }
        assertEquals(FormValidation.Kind.OK, TokenChoices.check(AhaJenkins.CREDENTIAL, "http://127.0.0.1:1").kind);
    }
}
