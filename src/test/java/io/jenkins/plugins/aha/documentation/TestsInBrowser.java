package io.jenkins.plugins.aha.documentation;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * Tests that share a Jenkins, with a strict Content-Security-Policy, and a real browser that looks at it. Left out where
 * no browser is installed.
 */
@Tag("browser")
@WithJenkins
abstract class TestsInBrowser {
    // Processes of the browser may still write for a moment after it has ended.
    @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
    static Path profile;

    static JenkinsRule jenkins;
    static Browser browser;
    static Looks looks;

    @BeforeAll
    static void startBrowser(JenkinsRule rule) throws Exception {
        Chromium.assumeInstalled();
        System.setProperty(Browser.POLICY, "Content-Security-Policy");
        jenkins = rule;
        browser = Browser.start(profile);
        looks = new Looks(browser, rule.getURL().toString());
    }

    @AfterAll
    static void stopBrowser() throws Exception {
        System.clearProperty(Browser.POLICY);
        if (browser != null) {
            browser.close();
        }
    }
}
