package io.jenkins.plugins.aha;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TopLevelItem;
import hudson.util.Secret;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Sets up a Jenkins of a test so that its builds speak to a simulated Aha!. */
public final class AhaJenkins {
    /** A token that appears nowhere else, so that a search for it proves something. */
    public static final String TOKEN = "secret-token-5f2c1a9d7b3e";

    /** The id of the credential that holds it. */
    public static final String CREDENTIAL = "aha-token";

    private AhaJenkins() {}

    /** Makes the simulator the only site, and its credential the only one of the system; builds begin at once. */
    public static AhaSite configure(String url) throws Exception {
        Jenkins.get().setQuietPeriod(0);
        SystemCredentialsProvider.getInstance().getCredentials().clear();
        SystemCredentialsProvider.getInstance().getCredentials().add(credential(CREDENTIAL));
        SystemCredentialsProvider.getInstance().save();
        AhaSite site = site("acme", url);
        site.setDefaultSite(true);
        AhaGlobalConfiguration.get().setSites(List.of(site));
        return site;
    }

    /** Takes out of a Jenkins that several tests share whatever a test put in. */
    public static void clear(JenkinsRule jenkins) throws Exception {
        for (TopLevelItem item : jenkins.jenkins.getItems()) {
            item.delete();
        }
        // The next job has the same name, and must not find this one's files.
        for (Computer computer : jenkins.jenkins.getComputers()) {
            Node node = computer.getNode();
            FilePath root = node == null ? null : node.getRootPath();
            if (root != null) {
                root.child("workspace").deleteRecursive();
            }
        }
        AhaGlobalConfiguration.get().setSites(List.of());
        SystemCredentialsProvider.getInstance().setDomainCredentialsMap(Map.of(Domain.global(), List.of()));
        SystemCredentialsProvider.getInstance().save();
        jenkins.jenkins.setProxy(null);
        jenkins.jenkins.disableSecurity();
    }

    /** A Secret text with the token. */
    public static StringCredentialsImpl credential(String id) {
        return new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "Aha! API key", Secret.fromString(TOKEN));
    }

    /** A site whose host an administrator allowed. */
    public static AhaSite site(String name, String url) {
        AhaSite site = new AhaSite(name, url);
        site.setAllowOtherHost(true);
        site.setCredentialsId(CREDENTIAL);
        return site;
    }

    /** A simulator with the demo world, without limits. */
    public static AhaSimulator simulator() {
        AhaSimulator simulator = AhaSimulator.start();
        DemoWorld.populate(simulator);
        simulator.token(TOKEN);
        simulator.limits().off();
        return simulator;
    }

    /** A sandboxed Pipeline job. */
    public static WorkflowJob pipeline(JenkinsRule jenkins, String script) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(script(script));
        return job;
    }

    /** What a sandboxed Pipeline job does. */
    public static CpsFlowDefinition script(String script) throws Exception {
        return new CpsFlowDefinition(script, true);
    }
}
