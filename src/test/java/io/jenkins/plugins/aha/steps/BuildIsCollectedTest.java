package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groovy.lang.MetaClass;
import hudson.model.Computer;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.RealController;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.codehaus.groovy.reflection.ClassInfo;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MemoryAssert;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * No thread that a step starts, here or in the HTTP client, keeps the classes of the build's script in memory. In a JVM
 * of its own: the first build that sends anything starts the threads that stay, OkHttp's and okio's.
 */
class BuildIsCollectedTest {
    private static final String REGISTER = "aha.register";

    @RegisterExtension
    private final RealJenkinsExtension controller = RealController.create();

    /** Called by the script. */
    private static final class Register implements Consumer<Object> {
        private final List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

        @Override
        public void accept(Object script) {
            loaders.add(new WeakReference<>(script.getClass().getClassLoader()));
        }
    }

    @Test
    void theFirstBuildThatSendsAnything() throws Throwable {
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            String url = aha.url();
            controller.startJenkins();
            controller.runRemotely(jenkins -> {
                AhaJenkins.configure(url);
                buildAndCollect(jenkins);
            });
        }
    }

    private static void buildAndCollect(JenkinsRule jenkins) throws Exception {
        // Jenkins' own pool must not start in a thread of the Pipeline.
        Computer.threadPoolForRemoting.submit(() -> {}).get();
        Register register = new Register();
        System.getProperties().put(REGISTER, register);
        WorkflowJob job = jenkins.createProject(WorkflowJob.class);
        job.setDefinition(
                new CpsFlowDefinition("System.getProperties().get('" + REGISTER + "').accept(this)\n" + """
                node {
                    def made = ahaCreateRecord product: 'PRJ1', table: 'customers',
                        fields: [[name: 'One Corp'], [name: 'Two Corp'], [name: 'Three Corp']]
                    ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'customers.csv'
                    ahaDeleteRecord id: made
                }
                """, false));
        jenkins.buildAndAssertSuccess(job);
        assertEquals(1, register.loaders.size());
        forgetCall();
        MemoryAssert.assertGC(register.loaders.get(0), false);
    }

    /** Groovy remembers the classes of the arguments that a method was called with. */
    private static void forgetCall() throws Exception {
        MetaClass metaClass = ClassInfo.getClassInfo(Register.class).getMetaClass();
        Method clear = metaClass.getClass().getDeclaredMethod("clearInvocationCaches");
        clear.setAccessible(true);
        clear.invoke(metaClass);
    }
}
