package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.FreeStyleProject;
import javaposse.jobdsl.plugin.ExecuteDslScripts;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A seed job of the Job DSL plugin makes a folder with its choice of site and credential. */
@WithJenkins
class JobDslTest {
    @Test
    void aFolderGetsItsSiteAndCredential(JenkinsRule jenkins) throws Exception {
        ExecuteDslScripts seed = new ExecuteDslScripts();
        seed.setUseScriptText(true);
        seed.setScriptText("""
                folder('team') {
                    properties {
                        aha {
                            site('acme')
                            credentialsId('of-team')
                        }
                    }
                }
                """);
        FreeStyleProject job = jenkins.createFreeStyleProject();
        job.getBuildersList().add(seed);
        jenkins.buildAndAssertSuccess(job);
        AhaFolderProperty property = jenkins.jenkins
                .getItemByFullName("team", Folder.class)
                .getProperties()
                .get(AhaFolderProperty.class);
        assertEquals("acme of-team", property.getSite() + " " + property.getCredentialsId());
    }
}
