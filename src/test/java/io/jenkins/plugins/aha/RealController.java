package io.jenkins.plugins.aha;

import org.jvnet.hudson.test.fixtures.RealJenkinsFixture;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Controllers with a JVM of their own, which starts as fast as the test's own does. */
public final class RealController {
    private static final String[] FAST_START = {"-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

    /** Plugins that neither this one nor a Pipeline needs, which make most of the time that a start takes. */
    private static final String[] OTHERS = {
        "antisamy-markup-formatter",
        "bootstrap5-api",
        "branch-api",
        "checks-api",
        "configuration-as-code",
        "dark-theme",
        "echarts-api",
        "font-awesome-api",
        "git",
        "git-client",
        "http_request",
        "job-dsl",
        "jquery3-api",
        "junit",
        "matrix-auth",
        "matrix-project",
        "metrics",
        "pipeline-groovy-lib",
        "pipeline-input-step",
        "pipeline-model-api",
        "pipeline-model-definition",
        "pipeline-model-extensions",
        "pipeline-stage-step",
        "pipeline-stage-tags-metadata",
        "pipeline-utility-steps",
        "plugin-util-api",
        "prism-api",
        "support-core",
        "theme-manager",
        "token-macro",
        "workflow-multibranch"
    };

    private RealController() {}

    /** A controller for one test, with all plugins that tests use. */
    public static RealJenkinsExtension create() {
        return new RealJenkinsExtension().javaOptions(FAST_START);
    }

    /** A controller for one test that starts it often, with few plugins. */
    public static RealJenkinsExtension small() {
        return create().omitPlugins(OTHERS);
    }

    /** A controller for all tests of a class, which starts and ends it, with few plugins. */
    public static RealJenkinsFixture shared() {
        return new RealJenkinsFixture().javaOptions(FAST_START).omitPlugins(OTHERS);
    }
}
