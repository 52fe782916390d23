package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.AbortException;
import hudson.model.FreeStyleProject;
import hudson.model.Item;
import io.jenkins.plugins.aha.AhaJenkins;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The step's site goes before the folder's, and that before the default. */
@WithJenkins
class SiteLookupTest {
    private static JenkinsRule jenkins;

    private Folder outer;
    private Folder inner;
    private Item job;

    @BeforeAll
    static void startJenkins(JenkinsRule rule) {
        jenkins = rule;
    }

    @BeforeEach
    void createFolders() throws Exception {
        outer = jenkins.createProject(Folder.class, "outer");
        inner = outer.createProject(Folder.class, "inner");
        job = inner.createProject(FreeStyleProject.class, "job");
    }

    @AfterEach
    void clear() throws Exception {
        AhaJenkins.clear(jenkins);
    }

    private static void configure(String... names) {
        List<AhaSite> sites = new ArrayList<>();
        for (String name : names) {
            AhaSite site = new AhaSite(name, "https://" + name + ".aha.io");
            site.setCredentialsId("key-of-" + name);
            site.setDefaultSite(name.startsWith("default"));
            sites.add(site);
        }
        AhaGlobalConfiguration.get().setSites(sites);
    }

    private static void choose(AbstractFolder<?> folder, String site, String credentialsId) throws Exception {
        AhaFolderProperty property = new AhaFolderProperty();
        property.setSite(site);
        property.setCredentialsId(credentialsId);
        folder.addProperty(property);
    }

    private void assertFound(String site, String credentialsId, String named) throws Exception {
        SiteLookup.Found found = SiteLookup.find(named, job);
        assertEquals(site + " " + credentialsId, found.site().getName() + " " + found.credentialsId());
    }

    private String refusal(String named) {
        return assertThrows(AbortException.class, () -> SiteLookup.find(named, job))
                .getMessage();
    }

    @Test
    void withoutAnySiteAnAdministratorIsNeeded() {
        assertEquals(
                "No Aha! site is configured. Ask an administrator to add one under Manage Jenkins, System, Aha!.",
                refusal(null));
    }

    @Test
    void theOnlySiteIsTheDefault() throws Exception {
        configure("only");
        assertFound("only", "key-of-only", null);
    }

    @Test
    void theMarkedSiteIsTheDefault() throws Exception {
        configure("first", "default", "last");
        assertFound("default", "key-of-default", null);
    }

    @Test
    void severalSitesWithoutDefaultAreNamed() {
        configure("first", "last");
        assertEquals(
                "Several Aha! sites are configured and none is the default: name one of first, last by the step's site,"
                        + " choose one in the folder, or ask an administrator to mark one as the default.",
                refusal(null));
    }

    @Test
    void anUnknownSiteIsToldWithTheKnownOnes() throws Exception {
        configure("first", "default");
        assertEquals("There is no Aha! site 'frist'. The configured sites are: first, default.", refusal("frist"));
        choose(inner, "gone", null);
        assertEquals("There is no Aha! site 'gone'. The configured sites are: first, default.", refusal(null));
    }

    @Test
    void theStepGoesBeforeTheFolderAndThatBeforeTheDefault() throws Exception {
        configure("first", "default", "last");
        choose(outer, "first", null);
        assertFound("first", "key-of-first", null);
        assertFound("last", "key-of-last", "last");
        choose(inner, "last", null);
        assertFound("last", "key-of-last", null);
    }

    @Test
    void aFolderWithoutOpinionIsPassedOver() throws Exception {
        configure("first", "default");
        choose(outer, "first", "key-of-outer");
        choose(inner, " ", "");
        assertFound("first", "key-of-outer", null);
    }

    @Test
    void anInnerFolderKeepsTheSiteOfTheOuter() throws Exception {
        configure("first", "default");
        choose(outer, "first", "key-of-outer");
        choose(inner, null, "key-of-inner");
        assertFound("first", "key-of-inner", null);
    }

    @Test
    void aFolderThatChoosesNoSiteBringsItsCredentialForAll() throws Exception {
        configure("first", "default");
        choose(outer, null, "key-of-outer");
        assertFound("default", "key-of-outer", null);
        assertFound("first", "key-of-outer", "first");
    }

    @Test
    void aFoldersCredentialIsNotSentToAnotherSite() throws Exception {
        configure("first", "default", "last");
        choose(outer, "first", "key-of-outer");
        assertFound("last", "key-of-last", "last");
        choose(inner, "last", null);
        assertFound("last", "key-of-last", null);
        assertFound("first", "key-of-outer", "first");
    }

    @Test
    void aFolderIsInsideItself() throws Exception {
        configure("first", "default");
        choose(inner, "first", null);
        assertEquals("first", SiteLookup.find(null, inner).site().getName());
        assertEquals("default", SiteLookup.find(null, outer).site().getName());
        assertEquals("default", SiteLookup.find(null, null).site().getName());
    }
}
