package io.jenkins.plugins.aha.operation;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the environment of a step says of the branch that is built. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class BranchNames {
    /** What BRANCH_NAME and GIT_BRANCH say in a build of a change request: it would be taken for a feature. */
    private static final Pattern CHANGE_REQUEST =
            Pattern.compile("(.*/)?(PR|MR)-[0-9]+(-(head|merge))?", Pattern.CASE_INSENSITIVE);

    private BranchNames() {}

    /**
     * Returns the names of the branch, and the title of the change request; the branch that a change request comes from
     * is in CHANGE_BRANCH.
     *
     * @param environment name → value of environment variables
     */
    public static List<String> in(Map<String, String> environment) {
        boolean ofChangeRequest = environment.containsKey("CHANGE_ID") || environment.containsKey("CHANGE_BRANCH");
        return Stream.of("CHANGE_BRANCH", "BRANCH_NAME", "GIT_BRANCH", "CHANGE_TITLE")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(text -> !text.isBlank()
                        && !(ofChangeRequest && CHANGE_REQUEST.matcher(text).matches()))
                .toList();
    }
}
