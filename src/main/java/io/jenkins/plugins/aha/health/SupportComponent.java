package io.jenkins.plugins.aha.health;

import com.cloudbees.jenkins.support.api.Component;
import com.cloudbees.jenkins.support.api.Container;
import com.cloudbees.jenkins.support.api.PrintedContent;
import hudson.security.Permission;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Puts the sites' states into the support bundle. */
@OptionalExtension(requirePlugins = "support-core")
@Restricted(NoExternalUse.class)
public class SupportComponent extends Component {
    @Override
    public String getDisplayName() {
        return Messages.SupportComponent_displayName();
    }

    @Override
    public Set<Permission> getRequiredPermissions() {
        return Set.of(Jenkins.ADMINISTER);
    }

    @Override
    public ComponentCategory getCategory() {
        return ComponentCategory.MISC;
    }

    @Override
    public void addContents(Container container) {
        container.add(new PrintedContent("aha/sites.md") {
            @Override
            protected void printTo(PrintWriter out) {
                List<SiteReport> reports = SiteStates.get().reports();
                out.println("Aha! sites");
                out.println("==========");
                if (reports.isEmpty()) {
                    out.println();
                    out.println("No build has used a site since Jenkins started.");
                }
                reports.forEach(report -> print(report, out));
            }
        });
    }

    private static void print(SiteReport report, PrintWriter out) {
        out.println();
        out.println(report.site() + " (" + report.url() + ")");
        out.println();
        out.println("  * last answer: " + (report.lastAnswer() == null ? "none" : report.lastAnswer()));
        out.println("  * last error: "
                + (report.lastError() == null ? "none" : report.lastErrorAt() + ", " + report.lastError()));
        out.println("  * requests in the last hour: " + report.requests() + ", which waited "
                + report.waited().toSeconds() + " s for Aha!'s limits");
        if (report.silence() != null) {
            out.println("  * no answer since " + report.silence().since() + ", in jobs "
                    + String.join(", ", report.silence().jobs()));
        }
        report.refusedKeys()
                .forEach(key -> out.println("  * API key of credential " + key.credentialsId() + " refused since "
                        + key.since() + " (" + key.answer() + "), in jobs " + String.join(", ", key.jobs())));
    }
}
