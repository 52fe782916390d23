package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.config.AhaGlobalConfiguration;
import io.jenkins.plugins.aha.config.AhaSite;
import io.jenkins.plugins.aha.simulator.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The controller is killed while steps wait: nothing was written yet, and each does its work after the restart. */
class RestartOfWaitsTest extends RestartedBuilds {
    @Test
    void killedWhileTheyReadWhatTheyReadFirst() throws Throwable {
        startBuild("update", update());
        startBuild("delete", delete());
        finish("update");
        finish("delete");
        int written = aha.requests().size();
        aha.faults().when((method, path) -> true, 2, Fault.STALLED_BEFORE_STORING);
        startBuild("create", create("uniqueBy: 'name', "));
        startBuild("link", link());
        awaitStalled(2);
        assertEquals(written + 2, aha.requests().size(), "requests before the kill");
        restart();
        assertEverythingHappenedOnce();
    }

    @Test
    void killedWhileWaitingForTheLimiter() throws Throwable {
        String url = aha.url();
        String read = "ahaGetRecord id: '" + updated + "'";
        String create = create("");
        String update = update();
        String link = link();
        String delete = delete();
        jenkins.runRemotely(rule -> {
            AhaSite site = AhaJenkins.site("acme", url);
            site.setRequestsPerMinute(1);
            AhaGlobalConfiguration.get().setSites(List.of(site));
            rule.buildAndAssertSuccess(AhaJenkins.pipeline(rule, read));
            start(rule, "create", create);
            start(rule, "update", update);
            start(rule, "link", link);
            start(rule, "delete", delete);
            for (String name : KINDS) {
                awaitInLog(name, "Waiting about");
            }
        });
        assertEquals(1, aha.requests().size(), "requests before the kill");
        jenkins.stopJenkinsForcibly();
        Path sites = jenkins.getHome().toPath().resolve(AhaGlobalConfiguration.class.getName() + ".xml");
        String slow = Files.readString(sites);
        String fast = slow.replace("<requestsPerMinute>1<", "<requestsPerMinute>300<");
        assertNotEquals(slow, fast);
        Files.writeString(sites, fast);
        jenkins.startJenkins();
        assertEverythingHappenedOnce();
    }
}
