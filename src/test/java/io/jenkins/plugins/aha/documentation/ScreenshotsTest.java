package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaFolderProperty;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Takes the pictures of the documentation, and sees that what they show is true. */
@Tag("browser")
@WithJenkins
class ScreenshotsTest {
    @TempDir
    private Path profile;

    private JenkinsRule jenkins;
    private AhaSimulator aha;
    private Browser browser;
    private Folder folder;

    @BeforeEach
    void start(JenkinsRule rule) throws Exception {
        assumeTrue(
                Browser.executable().isPresent(),
                "No screenshots: Chromium is not installed (Debian: apt-get install chromium)");
        jenkins = rule;
        aha = AhaJenkins.simulator();
        AhaJenkins.configure(aha.url());
        folder = jenkins.createProject(Folder.class, "shipping");
        browser = Browser.start(Browser.executable().get(), profile);
    }

    @AfterEach
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
            aha.close();
        }
    }

    @Test
    void theGlobalConfiguration() throws Exception {
        AhaSite acme = new AhaSite("acme", "https://acme.aha.io");
        acme.setCredentialsId(AhaJenkins.CREDENTIAL);
        acme.setDefaultSite(true);
        acme.setContact("release-team@acme.example");
        AhaGlobalConfiguration.get().setSites(List.of(acme));
        browser.visit(url("manage/configure"));
        String section = "[...document.querySelectorAll('.jenkins-section')].find(section =>"
                + " section.querySelector('.jenkins-section__title')?.textContent.trim() === 'Aha!')";
        browser.await(section + "?.querySelector('select[name$=credentialsId] option[value=aha-token]')");
        browser.photograph(
                Images.file("global-configuration.png"),
                "['.jenkins-section__title', '.repeated-container'].map(part => " + section + ".querySelector(part))");
    }

    @Test
    void theFolderConfiguration() throws Exception {
        CredentialsStore store =
                CredentialsProvider.lookupStores(folder).iterator().next();
        store.addCredentials(Domain.global(), AhaJenkins.credential("aha-token-shipping"));
        AhaFolderProperty property = new AhaFolderProperty();
        property.setSite("acme");
        property.setCredentialsId("aha-token-shipping");
        folder.addProperty(property);
        browser.visit(url("job/shipping/configure"));
        browser.await("document.querySelector('select[name$=credentialsId] option[value=aha-token-shipping]')");
        browser.photograph(
                Images.file("folder-configuration.png"),
                "[document.querySelector('select[name$=site]'), document.querySelector('select[name$=credentialsId]')]"
                        + ".map(choice => choice.closest('.jenkins-section'))");
    }

    @Test
    void theFormsOfTheSteps() throws Exception {
        folder.createProject(WorkflowJob.class, "release");
        for (FilledForm form : FilledForm.ALL) {
            browser.visit(url("job/shipping/job/release/pipeline-syntax/"));
            form.fillIn(browser);
            assertEquals(form.snippet(), form.generate(browser), () -> form.submitted(browser));
            browser.photograph(
                    Images.file(form.step() + ".png"),
                    "['select.dropdownList', '#prototypeText'].map(part =>"
                            + " document.querySelector('form[name=config] ' + part).closest('.jenkins-form-item, .tr'))");
        }
    }

    @Test
    void aFinishedBuild() throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "release");
        job.setDefinition(new CpsFlowDefinition("""
                pipeline {
                    agent none
                    stages {
                        stage('Tell Aha!') {
                            steps {
                                ahaCreateRecord product: 'PRJ1', table: 'customers', uniqueBy: 'name',
                                    fields: [name: 'Acme Corp', tier: 'platinum']
                                ahaLinkRecords target: ['PRJ1-R-1', 'PRJ1-1'], field: 'customers',
                                    records: ['%s', '%s']
                            }
                        }
                    }
                }
                """.formatted(customer(1), customer(2)), true));
        jenkins.buildAndAssertSuccess(job);
        browser.visit(url("job/shipping/job/release/1/console"));
        browser.await("document.body.textContent.includes('Finished: SUCCESS')");
        // The simulator's address, with another port each time, is of no interest to readers.
        browser.evaluate("document.querySelector('#out').innerHTML ="
                + " document.querySelector('#out').innerHTML.replaceAll('" + aha.url() + "', 'https://acme.aha.io')");
        browser.photograph(
                Images.file("console.png"), "[document.querySelector('h1'), document.querySelector('#out')]");
    }

    private String customer(int number) {
        return aha.state().records("PRJ1", "customers").get(number).id();
    }

    private String url(String path) throws Exception {
        return jenkins.getURL() + path;
    }
}
