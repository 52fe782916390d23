package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.model.Result;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.AllThreads;
import io.jenkins.plugins.aha.Eventually;
import io.jenkins.plugins.aha.TestsInJenkins;
import io.jenkins.plugins.aha.client.AhaAccount;
import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.KeyedLocks;
import io.jenkins.plugins.aha.http.BuildLog;
import io.jenkins.plugins.aha.http.Cancellation;
import io.jenkins.plugins.aha.simulator.Fault;
import io.jenkins.plugins.aha.simulator.RecordKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** All sites of one URL are one account, also when the form is saved while builds run. */
class AhaAccountsTest extends TestsInJenkins {
    @Test
    void savingTheFormWhileALinkIsWrittenLosesNoLink() throws Exception {
        String first = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "First"));
        String second = aha.state().seedRecord("PRJ1", "customers", Map.of("name", "Second"));
        aha.faults().when((method, path) -> method.equals("PUT"), 1, Fault.STALLED_BEFORE_STORING);
        WorkflowRun slow = start(first);
        Eventually.await(() -> aha.faults().stalled() == 1, "the request");

        AhaSite changed = AhaJenkins.site("acme", aha.url());
        changed.setContact("new-contact@example.org");
        AhaGlobalConfiguration.get().setSites(List.of(changed));

        WorkflowRun quick = start(second);
        Eventually.await(
                () -> !quick.isBuilding() || AllThreads.anyIn(KeyedLocks.class.getName() + ".take"),
                "the wait for the lock");
        aha.faults().releaseStalled();
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(slow));
        jenkins.assertBuildStatus(Result.SUCCESS, jenkins.waitForCompletion(quick));
        Set<String> links = Set.copyOf(aha.state().links(RecordKind.RELEASE, "PRJ1-R-1", "customers"));
        assertTrue(links.containsAll(Set.of(first, second)), "Lost a link of " + first + ", " + second + ": " + links);
        assertTrue(
                aha.requests().stream()
                        .anyMatch(seen ->
                                String.valueOf(seen.header("User-Agent")).contains("new-contact")),
                "the site's new settings are used");
    }

    private static WorkflowRun start(String record) throws Exception {
        WorkflowJob job = AhaJenkins.pipeline(
                jenkins, "ahaLinkRecords target: 'PRJ1-R-1', field: 'customers', records: '" + record + "'");
        return job.scheduleBuild2(0).waitForStart();
    }

    @Test
    void theLowestLimitsOfAllSitesOfAUrlHold() throws Exception {
        AhaSite generous = AhaJenkins.site("generous", aha.url());
        AhaSite modest = AhaJenkins.site("modest", aha.url() + "/");
        modest.setRequestsPerSecond(1);
        AhaSite elsewhere = AhaJenkins.site("elsewhere", "http://127.0.0.1:9");
        AhaGlobalConfiguration.get().setSites(List.of(generous, modest, elsewhere));
        assertASecondBetweenTwoRequests(AhaAccounts.of(generous));
    }

    @Test
    void loweredLimitsHoldForStepsThatRunAlready() throws Exception {
        AhaSite site = AhaJenkins.site("acme", aha.url());
        AhaGlobalConfiguration.get().setSites(List.of(site));
        AhaAccount old = AhaAccounts.of(site);
        AhaSite lowered = AhaJenkins.site("acme", aha.url());
        lowered.setRequestsPerSecond(1);
        AhaGlobalConfiguration.get().setSites(List.of(lowered));
        assertASecondBetweenTwoRequests(old);
        assertNotSame(old, AhaAccounts.of(site), "accounts of former settings are not kept for ever");
    }

    private static void assertASecondBetweenTwoRequests(AhaAccount account) throws Exception {
        AhaClient client = account.open(() -> AhaJenkins.TOKEN, BuildLog.NONE, new Cancellation());
        long begun = System.nanoTime();
        assertEquals(client.me().email(), client.me().email());
        long took = System.nanoTime() - begun;
        assertTrue(took >= TimeUnit.SECONDS.toNanos(1), "Two requests in " + took / 1_000_000 + " ms");
    }
}
