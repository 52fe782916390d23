package io.jenkins.plugins.aha.steps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import groovy.lang.MetaClass;
import hudson.model.Computer;
import io.jenkins.plugins.aha.AhaJenkins;
import io.jenkins.plugins.aha.simulator.AhaSimulator;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.reflection.ClassInfo;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MemoryAssert;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** No thread that a step starts, here or in the HTTP client, keeps the classes of the build's script in memory. */
@WithJenkins
class BuildIsCollectedTest {
    private static final List<WeakReference<ClassLoader>> LOADERS = new ArrayList<>();

    /** Called by the script. */
    @SuppressWarnings("unused")
    public static void register(Object script) {
        LOADERS.add(new WeakReference<>(script.getClass().getClassLoader()));
    }

    /** The first build that sends anything starts the threads that stay: OkHttp's and okio's. */
    @Test
    void theFirstBuildThatSendsAnything(JenkinsRule jenkins) throws Exception {
        // Jenkins' own pool must not start in a thread of the Pipeline.
        Computer.threadPoolForRemoting.submit(() -> {}).get();
        try (AhaSimulator aha = AhaJenkins.simulator()) {
            AhaJenkins.configure(aha.url());
            WorkflowJob job = jenkins.createProject(WorkflowJob.class);
            job.setDefinition(
                    new CpsFlowDefinition(BuildIsCollectedTest.class.getName() + ".register(this)\n" + """
                            node {
                                def made = ahaCreateRecord product: 'PRJ1', table: 'customers',
                                    fields: [[name: 'One Corp'], [name: 'Two Corp'], [name: 'Three Corp']]
                                ahaListRecords product: 'PRJ1', table: 'customers', saveTo: 'customers.csv'
                                ahaDeleteRecord id: made
                            }
                            """, false));
            jenkins.buildAndAssertSuccess(job);
        }
        assertEquals(1, LOADERS.size());
        forgetCall();
        MemoryAssert.assertGC(LOADERS.get(0), false);
    }

    /** Groovy remembers the classes of the arguments that a static method was called with. */
    private static void forgetCall() throws Exception {
        MetaClass metaClass = ClassInfo.getClassInfo(BuildIsCollectedTest.class).getMetaClass();
        Method clear = metaClass.getClass().getDeclaredMethod("clearInvocationCaches");
        clear.setAccessible(true);
        clear.invoke(metaClass);
    }
}
