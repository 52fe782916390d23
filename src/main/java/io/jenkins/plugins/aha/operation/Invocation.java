package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.OnError;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.operation.input.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * A step with its parameters, checked before anything is sent. Immutable.
 *
 * @see #of
 */
@Restricted(NoExternalUse.class)
public final class Invocation {
    private static final List<String> COMMON = List.of("site", "credentialsId", "onError", "dryRun");
    private static final Set<String> READING = Set.of("ahaGetRecord", "ahaListRecords", "ahaReferences");

    private static final Map<String, Step> STEPS = new TreeMap<>(Map.of(
            "ahaCreateRecord",
            new Step(CreateRecords::new, "product", "table", "fields", "uniqueBy", "ifExists", "verify"),
            "ahaUpdateRecord",
            new Step(UpdateRecord::new, "id", "fields", "verify"),
            "ahaGetRecord",
            new Step(GetRecord::new, "id"),
            "ahaListRecords",
            new Step(ListRecords::new, "product", "table", "updatedSince", "where", "fields", "limit", "saveTo"),
            "ahaDeleteRecord",
            new Step(DeleteRecords::new, "id", "ifMissing"),
            "ahaLinkRecords",
            new Step(
                    LinkRecords::new,
                    "target",
                    "kind",
                    "field",
                    "records",
                    "mode",
                    "withFeatures",
                    "ifMissing",
                    "verify"),
            "ahaReferences",
            new Step(References::new, "products", "since", "text")));

    private final String step;
    private final String site;
    private final String credentialsId;
    private final OnError onError;
    private final Operation operation;
    private final List<String> warnings;

    /** What a step makes of its parameters, and their names. */
    private record Step(Function<Parameters, Operation> operation, List<String> parameters) {
        Step(Function<Parameters, Operation> operation, String... own) {
            this(operation, Stream.concat(Stream.of(own), COMMON.stream()).toList());
        }
    }

    private Invocation(String step, Map<String, ?> given) {
        Step definition = STEPS.get(step);
        Parameters parameters = new Parameters(step, definition.parameters(), given);
        this.step = step;
        this.site = parameters.nonBlankText("site");
        this.credentialsId = parameters.nonBlankText("credentialsId");
        this.onError = parameters.choice("onError", OnError.class, OnError.FAIL);
        this.operation = definition.operation().apply(parameters);
        this.warnings = parameters.warnings();
    }

    /**
     * Binds a step's parameters.
     *
     * @param step the step's name, such as {@code ahaCreateRecord}
     * @param parameters name → value as a Jenkinsfile gives them: texts, GStrings, numbers, booleans, dates, lists, maps.
     *     Null counts as not given, but is refused where the parameter restricts what the step does
     * @throws ParameterException for a parameter that is unknown, missing, wrong or empty
     */
    public static Invocation of(String step, Map<String, ?> parameters) {
        if (step == null || !STEPS.containsKey(step)) {
            throw new ParameterException(
                    "There is no step '" + step + "'; the steps are " + String.join(", ", steps()));
        }
        return new Invocation(step, parameters);
    }

    /** The names of all steps. */
    public static List<String> steps() {
        return List.copyOf(STEPS.keySet());
    }

    /** The names of a step's parameters. */
    public static List<String> parameters(String step) {
        return STEPS.get(step).parameters();
    }

    /** The step's name. */
    public String step() {
        return step;
    }

    /** Whether it changes anything in Aha!. */
    public boolean writes() {
        return !READING.contains(step);
    }

    /** The configured site to speak to; null for the default. */
    public String site() {
        return site;
    }

    /** The credential to use; null for the site's. */
    public String credentialsId() {
        return credentialsId;
    }

    /** What becomes of the build when this fails. */
    public OnError onError() {
        return onError;
    }

    /**
     * Does it.
     *
     * @return what the step returns: plain, serializable, and the script's own to change
     * @throws IOException an {@link io.jenkins.plugins.aha.client.AhaException} for everything that has to do with Aha!
     * @throws InterruptedException when the operation is aborted
     */
    public Object run(OperationContext context) throws IOException, InterruptedException {
        warnings.forEach(context.log()::warn);
        return operation.run(context);
    }
}
