package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.OnError;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.operation.input.Parameters;
import java.io.IOException;
import java.util.List;
import java.util.Map;
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
    private static final String LINK = "ahaLinkRecords";
    private static final List<String> COMMON = List.of("site", "credentialsId", "onError", "dryRun");
    private static final List<String> WITHOUT_SITE = List.of("onError");

    /** What a step does with Aha!. */
    private enum Nature {
        /** It changes something. */
        WRITES,
        /** It only reads. */
        READS,
        /** It sends nothing, so it needs no site. */
        SENDS_NOTHING
    }

    private static final Map<String, Step> STEPS = new TreeMap<>(Map.of(
            "ahaCreateRecord",
            new Step(
                    Nature.WRITES,
                    CreateRecords::new,
                    "product",
                    "table",
                    "fields",
                    "loadFrom",
                    "emptyClears",
                    "links",
                    "uniqueBy",
                    "ifExists",
                    "verify"),
            "ahaUpdateRecord",
            new Step(Nature.WRITES, UpdateRecord::new, "id", "fields", "links", "verify"),
            "ahaGetRecord",
            new Step(Nature.READS, GetRecord::new, "id", "product", "table", "where"),
            "ahaListRecords",
            new Step(
                    Nature.READS,
                    ListRecords::new,
                    "product",
                    "table",
                    "updatedSince",
                    "where",
                    "fields",
                    "limit",
                    "saveTo"),
            "ahaDeleteRecord",
            new Step(Nature.WRITES, DeleteRecords::new, "id", "ifMissing"),
            LINK,
            new Step(
                    Nature.WRITES,
                    LinkRecords::new,
                    "target",
                    "kind",
                    "field",
                    "records",
                    "product",
                    "table",
                    "waitingField",
                    "mode",
                    "withFeatures",
                    "ifMissing",
                    "verify"),
            "ahaReferences",
            new Step(Nature.SENDS_NOTHING, References::new, "products", "since", "text")));

    private final String step;
    private final Nature nature;
    private final String site;
    private final String credentialsId;
    private final OnError onError;
    private final Operation operation;
    private final List<String> warnings;

    /** What a step makes of its parameters, and their names. */
    private record Step(Nature nature, Function<Parameters, Operation> operation, List<String> parameters) {
        Step(Nature nature, Function<Parameters, Operation> operation, String... own) {
            this(
                    nature,
                    operation,
                    Stream.concat(Stream.of(own), (nature == Nature.SENDS_NOTHING ? WITHOUT_SITE : COMMON).stream())
                            .toList());
        }
    }

    private Invocation(String step, Step definition, Map<String, ?> given) {
        Parameters parameters = new Parameters(step, definition.parameters(), given);
        this.step = step;
        this.nature = definition.nature();
        this.site = needsSite() ? parameters.nonBlankText("site") : null;
        this.credentialsId = needsSite() ? parameters.nonBlankText("credentialsId") : null;
        this.onError = parameters.choice("onError", OnError.class);
        this.operation = definition.operation().apply(parameters);
        this.warnings = parameters.warnings();
    }

    /**
     * Binds a step's parameters.
     *
     * @param step the step's name, such as {@code ahaCreateRecord}
     * @param parameters name → value as a Jenkinsfile gives them: texts, GStrings, numbers, booleans, dates, lists,
     *     maps. Null counts as not given, but is refused where the parameter restricts what the step does
     * @throws ParameterException for a parameter that is unknown, missing, wrong or empty
     */
    public static Invocation of(String step, Map<String, ?> parameters) {
        if (step == null || !STEPS.containsKey(step)) {
            throw new ParameterException(
                    "There is no step '" + step + "'; the steps are " + String.join(", ", steps()));
        }
        return new Invocation(step, STEPS.get(step), parameters);
    }

    /**
     * Binds the parameters of {@code ahaLinkRecords} for a job whose change log names targets as well.
     *
     * @param parameters as in {@link #of}; {@code target} may be left out
     * @param mentioned the references in the change log
     * @throws ParameterException as in {@link #of}
     */
    public static Invocation linking(Map<String, ?> parameters, List<String> mentioned) {
        Step link = STEPS.get(LINK);
        return new Invocation(
                LINK,
                new Step(link.nature(), given -> new LinkRecords(given, mentioned), link.parameters()),
                parameters);
    }

    /** Returns the names of all steps. */
    public static List<String> steps() {
        return List.copyOf(STEPS.keySet());
    }

    /** Returns the names of a step's parameters. */
    public static List<String> parameters(String step) {
        return STEPS.get(step).parameters();
    }

    /** Returns the step's name. */
    public String step() {
        return step;
    }

    /** Returns whether it changes anything in Aha!. */
    public boolean writes() {
        return nature == Nature.WRITES;
    }

    /** Returns whether it speaks to Aha! at all. */
    public boolean needsSite() {
        return nature != Nature.SENDS_NOTHING;
    }

    /** Returns the configured site to speak to; null for the default. */
    public String site() {
        return site;
    }

    /** Returns the credential to use; null for the site's. */
    public String credentialsId() {
        return credentialsId;
    }

    /** Returns what becomes of the build when this fails. */
    public OnError onError() {
        return onError;
    }

    /**
     * Runs the operation.
     *
     * @return what the step returns: plain, serializable, and the script's own to change
     * @throws IOException an {@link io.jenkins.plugins.aha.model.AhaException} for everything that has to do with Aha!
     * @throws InterruptedException when the operation is aborted
     */
    public Object run(OperationContext context) throws IOException, InterruptedException {
        warnings.forEach(context.log()::warn);
        return operation.run(context);
    }
}
