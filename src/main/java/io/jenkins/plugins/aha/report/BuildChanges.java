package io.jenkins.plugins.aha.report;

import hudson.model.Action;
import hudson.model.Run;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What a build changed in Aha!, itself or through its parts, as its pages and the job's show it. */
@Restricted(NoExternalUse.class)
public interface BuildChanges extends Action {
    /** The path below a build and below a job. */
    String URL = "aha-changes";

    /** The build. */
    Run<?, ?> getRun();

    /** The build, under the name that {@code l:run-subpage} asks for. */
    default Run<?, ?> getObject() {
        return getRun();
    }

    /** The first rows, for an overview. */
    List<ChangeRow> getFirstRows() throws IOException;

    /** Operation → how many changes. */
    Map<String, Integer> getCounts() throws IOException;

    /** The operations that there are changes of. */
    default Set<String> getOperations() throws IOException {
        return getCounts().keySet();
    }

    /** How many changes there were, also those not kept. */
    default int getTotal() throws IOException {
        return getCounts().values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    default String getIconFileName() {
        return "symbol-aha-changes plugin-aha";
    }

    @Override
    default String getDisplayName() {
        return Messages.ChangesAction_displayName();
    }

    @Override
    default String getUrlName() {
        return URL;
    }

    /** Those of a build; empty if it did not touch Aha!. */
    static Optional<BuildChanges> of(Run<?, ?> build) {
        return Stream.of(ChangesAction.class, MatrixChangesAction.class)
                .<BuildChanges>map(build::getAction)
                .filter(changes -> changes != null)
                .findFirst();
    }
}
