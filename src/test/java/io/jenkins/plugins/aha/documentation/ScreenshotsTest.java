package io.jenkins.plugins.aha.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaFolderProperty;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.documentation.Looks.Look;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.ChangeLogTargets;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.FindReferencesBuilder;
import io.jenkins.plugins.aha.freestyle.GetRecordBuilder;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.ListRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.UpdateRecordBuilder;
import java.util.List;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our forms in a real browser, with a strict Content-Security-Policy, and that what they make is true. */
class ScreenshotsTest extends TestsInBrowser {
    /** The steps whose forms each run shows: the others look alike, and only {@code make images} looks at them. */
    private static final Set<String> SHOWN_ALWAYS = Set.of("ahaCreateRecord", "ahaLinkRecords");

    private static final String SNIPPET_FORM = "['select.dropdownList', '#prototypeText'].map(part =>"
            + " document.querySelector('form[name=config] ' + part).closest('.jenkins-form-item, .tr'))";
    private static final String STEP = "[document.querySelector('.dropdownList-container')]";
    private static final String CHUNKS =
            "[...document.querySelectorAll('[name=builder]')].map(step => step.closest('.repeated-chunk') ?? step)";
    private static final String GLOBAL = "[...document.querySelectorAll('.jenkins-section')].filter(section =>"
            + " section.querySelector('.jenkins-section__title')?.textContent.trim() === 'Aha!')";
    private static final String FOLDER = "['site', 'credentialsId'].map(name =>"
            + " document.querySelector('select[name$=' + name + ']').closest('.jenkins-form-item, .tr'))";

    private static Folder folder;

    @BeforeAll
    static void configure() throws Exception {
        AhaJenkins.configure("https://acme.aha.io");
        AhaSite acme = new AhaSite("acme", "https://acme.aha.io");
        acme.setCredentialsId(AhaJenkins.CREDENTIAL);
        acme.setDefaultSite(true);
        AhaGlobalConfiguration.get().setSites(List.of(acme));
        folder = jenkins.createProject(Folder.class, "shipping");
        folder.createProject(WorkflowJob.class, "release");
    }

    @Test
    void theFormsOfTheSteps() throws Exception {
        for (Look look : Look.ALL) {
            for (FilledForm form : FilledForm.ALL) {
                if (!Images.ARE_KEPT && !SHOWN_ALWAYS.contains(form.step())) {
                    continue;
                }
                looks.open(look, "job/shipping/job/release/pipeline-syntax/");
                SnippetGenerator page = new SnippetGenerator(browser);
                form.fillIn(page);
                assertEquals(form.snippet(), page.generate(form.step()), page::submitted);
                browser.photograph(Images.file("snippet-generator-" + form.step(), look), SNIPPET_FORM);
                page.openAdvanced();
                looks.judge(form.step() + " " + look, STEP);
            }
        }
    }

    @Test
    void theFormsOfTheBuildSteps() throws Exception {
        FreeStyleProject job = folder.createProject(FreeStyleProject.class, "ship");
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1", "customers", "$AHA_RECORD_ID");
        link.setChangeLog(new ChangeLogTargets());
        job.getBuildersList()
                .add(new CreateRecordBuilder(
                        "PRJ1", "customers", List.of(new FieldRow("name", "Acme Corp"), new FieldRow("tier", "gold"))));
        job.getBuildersList()
                .add(new UpdateRecordBuilder(
                        "640362830", List.of(new FieldRow("note", "Pays in advance.\nCalls on Fridays."))));
        job.getBuildersList().add(new GetRecordBuilder("640362830"));
        job.getBuildersList().add(new ListRecordsBuilder("PRJ1", "customers", "customers.csv"));
        job.getBuildersList().add(new DeleteRecordsBuilder("640362830"));
        job.getBuildersList().add(new FindReferencesBuilder());
        job.getBuildersList().add(link);
        for (Look look : Look.ALL) {
            looks.open(look, "job/shipping/job/ship/configure");
            browser.await("document.querySelectorAll('[name=builder]').length === 7"
                    + " && !document.querySelector('.to-be-removed')");
            browser.photograph(Images.file("build-steps", look), CHUNKS + ".slice(0, 2)");
            browser.photograph(Images.file("build-step-link-records", look), CHUNKS + ".slice(-1)");
            browser.openAdvanced("[name=builder]");
            looks.judge("build-steps-" + look, CHUNKS);
        }
    }

    @Test
    void theGlobalConfiguration() throws Exception {
        for (Look look : Look.ALL) {
            looks.open(look, "manage/configure");
            browser.await(GLOBAL + "[0]?.querySelector('select[name$=credentialsId] option[value=aha-token]')");
            browser.photograph(
                    Images.file("global-configuration", look),
                    "['.jenkins-section__title', '.repeated-container'].map(part =>" + GLOBAL
                            + "[0].querySelector(part))");
            browser.openAdvanced(".jenkins-section:has([name=sites])");
            looks.judge("global-configuration " + look, GLOBAL);
        }
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
        for (Look look : Look.ALL) {
            looks.open(look, "job/shipping/configure");
            browser.await("document.querySelector('select[name$=credentialsId] option[value=aha-token-shipping]')"
                    + " && document.querySelector('select[name$=site] option[value=acme]')");
            browser.photograph(
                    Images.file("folder-configuration", look),
                    FOLDER + ".map(choice => choice.closest('.jenkins-section'))");
            looks.judge("folder-configuration " + look, FOLDER);
        }
    }
}
