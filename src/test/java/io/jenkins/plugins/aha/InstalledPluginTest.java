package io.jenkins.plugins.aha;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hudson.PluginManager;
import hudson.PluginWrapper;
import io.jenkins.plugins.aha.run.BuildThreads;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.util.List;
import java.util.concurrent.FutureTask;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The plugin in a controller of its own, with the class loaders that plugins have there, and none of the harness's. */
class InstalledPluginTest {
    @RegisterExtension
    private final RealJenkinsExtension controller = RealController.create();

    @Test
    void startsAndRunsAStep() throws Throwable {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            String url = aha.url();
            controller.startJenkins();
            controller.runRemotely(jenkins -> {
                PluginManager plugins = Jenkins.get().getPluginManager();
                assertEquals(List.of(), plugins.getFailedPlugins());
                PluginWrapper plugin = plugins.getPlugin("aha");
                assertNotNull(plugin);
                assertTrue(plugin.isActive());
                assertEquals(Jenkins.VERSION, plugin.getRequiredCoreVersion());
                FutureTask<ClassLoader> loader =
                        new FutureTask<>(() -> Thread.currentThread().getContextClassLoader());
                BuildThreads.here().execute(loader);
                assertSame(BuildThreads.class.getClassLoader(), loader.get());
                AhaJenkins.configure(url);
                jenkins.buildAndAssertSuccess(AhaJenkins.pipeline(jenkins, """
                        def made = ahaCreateRecord product: 'PRJ1', table: 'customers', fields: [name: 'Installed Corp']
                        assert ahaGetRecord(id: made).fields.name == 'Installed Corp'
                        """));
            });
        }
    }
}
