package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.FreeStyleProject;
import hudson.util.Secret;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.client.discovery.Product;
import io.jenkins.plugins.aha.client.discovery.RecordName;
import io.jenkins.plugins.aha.client.discovery.Release;
import io.jenkins.plugins.aha.model.AhaException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.junit.jupiter.api.Test;

class FormAccountTest extends TestsInJenkins {
    private static StringCredentialsImpl secret(String id, String token) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(token));
    }

    @Test
    void answersAreSharedByTheFormsOfAnAccount() throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject();
        for (int i = 0; i < 3; i++) {
            FormAccount account = FormAccount.find(job, "", "").orElseThrow();
            assertEquals(
                    List.of("PRJ1"),
                    account.products().stream().map(Product::prefix).toList());
            assertEquals(
                    "PRJ1-R-1",
                    account.releases("prj1").stream()
                            .map(Release::reference)
                            .findFirst()
                            .orElseThrow());
        }
        assertEquals(2, aha.requests().size());
        FormAccount.find(null, "acme", AhaJenkins.CREDENTIAL).orElseThrow().releases("PRJ1");
        assertEquals(2, aha.requests().size(), "the same account with the same key");
    }

    @Test
    void recordsWithTheirNames() throws Exception {
        FormAccount account = FormAccount.find(null, null, null).orElseThrow();
        List<RecordName> gold = account.records("PRJ1", "customers", null, Map.of("tier", "gold"))
                .names();
        assertEquals("Acme Corp", gold.get(0).name());
        assertEquals(5, gold.size());
        assertEquals(12, account.table("PRJ1", "customers").records());
        assertEquals(gold.get(0).name(), account.record(gold.get(0).id()).name());
        assertThrows(IllegalArgumentException.class, () -> account.table("PRJ1", ".."));
    }

    @Test
    void withoutSiteOrCredentialThereIsNone() throws Exception {
        assertEquals(Optional.empty(), FormAccount.find(null, "other", ""));
        assertEquals(Optional.empty(), FormAccount.find(null, "", "other"));
        SystemCredentialsProvider.getInstance()
                .getCredentials()
                .add(new StringCredentialsImpl(
                        CredentialsScope.SYSTEM, "of-system", "", Secret.fromString(AhaJenkins.TOKEN)));
        assertEquals(Optional.empty(), FormAccount.find(null, "", "of-system"));
        AhaGlobalConfiguration.get().setSites(List.of());
        assertEquals(Optional.empty(), FormAccount.find(null, "", ""));
        assertEquals(List.of(), aha.requests());
    }

    @Test
    void aFoldersCredentialIsNotForItemsOutside() throws Exception {
        Folder folder = jenkins.createProject(Folder.class, "folder");
        for (CredentialsStore store : CredentialsProvider.lookupStores(folder)) {
            if (store.getContext() == folder) {
                store.addCredentials(Domain.global(), secret("of-folder", AhaJenkins.TOKEN));
            }
        }
        FreeStyleProject inside = folder.createProject(FreeStyleProject.class, "inside");
        FreeStyleProject outside = jenkins.createFreeStyleProject();
        assertTrue(FormAccount.find(inside, "", "of-folder").isPresent());
        assertEquals(Optional.empty(), FormAccount.find(outside, "", "of-folder"));
        assertEquals(Optional.empty(), FormAccount.find(null, "", "of-folder"));
    }

    @Test
    void anotherKeyGetsNoneOfItsAnswers() throws Exception {
        FormAccount.find(null, "", "").orElseThrow().products();
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance().getCredentials().add(secret(AhaJenkins.CREDENTIAL, "revoked-token"));
        FormAccount changed = FormAccount.find(null, "", "").orElseThrow();
        assertEquals(
                AhaException.Reason.UNAUTHORIZED,
                assertThrows(AhaException.class, changed::products).getReason());
        assertEquals(2, aha.requests().size());
    }
}
