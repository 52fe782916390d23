package io.jenkins.plugins.aha.run;

import hudson.security.ACL;
import hudson.security.ACLContext;
import java.util.concurrent.Executor;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;
import org.springframework.security.core.Authentication;

/**
 * Runs each task of a build in a virtual thread of its own, as the user that the build belongs to. Nothing of the
 * thread that hands a task over is inherited: the class loader of a Pipeline's script would be kept in memory by
 * whatever threads the HTTP client starts here. Thread-safe.
 *
 * @param user the build's authentication
 */
@Restricted(NoExternalUse.class)
public record BuildThreads(Authentication user) implements Executor {
    /** Threads for a build step, which Jenkins runs as the build's user. */
    public static BuildThreads here() {
        return new BuildThreads(Jenkins.getAuthentication2());
    }

    @Override
    public void execute(Runnable task) {
        Thread thread = Thread.ofVirtual()
                .name("Aha!")
                .inheritInheritableThreadLocals(false)
                .unstarted(() -> {
                    try (ACLContext as = ACL.as2(user)) {
                        task.run();
                    }
                });
        thread.setContextClassLoader(BuildThreads.class.getClassLoader());
        thread.start();
    }
}
