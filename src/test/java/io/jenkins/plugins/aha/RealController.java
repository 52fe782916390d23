package io.jenkins.plugins.aha;

import org.jvnet.hudson.test.fixtures.RealJenkinsFixture;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** Controllers with a JVM of their own, which starts as fast as the test's own does. */
public final class RealController {
    private static final String[] FAST_START = {"-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"};

    private RealController() {}

    /** A controller for one test. */
    public static RealJenkinsExtension create() {
        return new RealJenkinsExtension().javaOptions(FAST_START);
    }

    /** A controller for all tests of a class, which starts and ends it. */
    public static RealJenkinsFixture shared() {
        return new RealJenkinsFixture().javaOptions(FAST_START);
    }
}
