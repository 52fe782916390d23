package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.tasks.Builder;
import io.jenkins.plugins.aha.forms.FieldRow;
import io.jenkins.plugins.aha.freestyle.ChangeLogTargets;
import io.jenkins.plugins.aha.freestyle.CreateRecordBuilder;
import io.jenkins.plugins.aha.freestyle.DeleteRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.LinkRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.ListRecordsBuilder;
import io.jenkins.plugins.aha.freestyle.UpdateRecordBuilder;
import io.jenkins.plugins.aha.report.ChangesAction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/** What version 1 saved is read by every later one. (Running builds: OldBuildTest.) */
@WithJenkins
class UpgradeTest {
    @Test
    @LocalData
    void homeOfVersion1(JenkinsRule jenkins) throws Exception {
        List<AhaSite> sites = AhaGlobalConfiguration.get().getSites();
        assertEquals(1, sites.size());
        SiteWithAllFields.assertSame(SiteWithAllFields.create(), sites.get(0));

        Folder team = jenkins.jenkins.getItemByFullName("team", Folder.class);
        AhaFolderProperty choice = team.getProperties().get(AhaFolderProperty.class);
        assertEquals("acme aha-token", choice.getSite() + " " + choice.getCredentialsId());

        FreeStyleProject ship = jenkins.jenkins.getItemByFullName("team/ship", FreeStyleProject.class);
        List<Builder> wanted = steps();
        assertEquals(wanted.size(), ship.getBuildersList().size());
        for (int step = 0; step < wanted.size(); step++) {
            jenkins.assertEqualDataBoundBeans(
                    wanted.get(step), ship.getBuildersList().get(step));
        }

        FreeStyleBuild build = ship.getBuildByNumber(1);
        ChangesAction changes = build.getAction(ChangesAction.class);
        assertEquals(10, changes.getTotal());
        assertEquals("PRJ1-R-1", changes.getChanges().get(2).getId());
        assertEquals(
                "6776757454429157063",
                build.getEnvironment(jenkins.createTaskListener()).get("OLD_RECORD_ID"));
        jenkins.createWebClient().getPage(build, "aha-changes");
    }

    private static List<Builder> steps() {
        CreateRecordBuilder create =
                new CreateRecordBuilder("PRJ1", "customers", List.of(new FieldRow("name", "Old Corp")));
        create.setUniqueBy("name");
        create.setIfExists("keep");
        create.setResultPrefix("OLD_");
        UpdateRecordBuilder update = new UpdateRecordBuilder("$OLD_RECORD_ID", List.of(new FieldRow("tier", "gold")));
        update.setOnError("unstable");
        ChangeLogTargets changeLog = new ChangeLogTargets();
        changeLog.setProducts("PRJ1");
        changeLog.setSince("lastSuccess");
        LinkRecordsBuilder link = new LinkRecordsBuilder("PRJ1-R-1", "customers", "$OLD_RECORD_ID");
        link.setChangeLog(changeLog);
        link.setWithFeatures(true);
        ListRecordsBuilder list = new ListRecordsBuilder("PRJ1", "customers", "a.csv");
        list.setLimit("3");
        list.setWhere(List.of(new FieldRow("tier", "gold")));
        DeleteRecordsBuilder delete = new DeleteRecordsBuilder("$OLD_RECORD_ID");
        delete.setIfMissing("ignore");
        return List.of(create, update, link, list, delete);
    }
}
