package io.jenkins.plugins.aha.operation;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A step with its parameters, checked before anything is sent. Immutable.
 *
 * @see #of
 */
public final class Invocation {
    private static final Map<String, Function<Parameters, Operation>> OPERATIONS = new TreeMap<>(Map.of(
            "ahaCreateRecord", CreateRecords::new,
            "ahaUpdateRecord", UpdateRecord::new,
            "ahaGetRecord", GetRecord::new,
            "ahaListRecords", ListRecords::new,
            "ahaDeleteRecord", DeleteRecords::new,
            "ahaLinkRecords", LinkRecords::new,
            "ahaReferences", References::new));

    private final String step;
    private final String site;
    private final String credentialsId;
    private final OnError onError;
    private final Operation operation;

    private Invocation(String step, Map<String, ?> given) {
        Parameters parameters = new Parameters(step, given);
        this.step = step;
        this.site = parameters.optionalText("site");
        this.credentialsId = parameters.optionalText("credentialsId");
        this.onError = parameters.choice("onError", OnError.class, OnError.FAIL);
        this.operation = OPERATIONS.get(step).apply(parameters);
        parameters.refuseUnknown();
    }

    /**
     * Binds a step's parameters.
     *
     * @param step the step's name, such as {@code ahaCreateRecord}
     * @param parameters name → value as a Jenkinsfile gives them: texts, GStrings, numbers, booleans, dates, lists, maps;
     *     null counts as not given
     * @throws ParameterException for a parameter that is unknown, missing or wrong
     */
    public static Invocation of(String step, Map<String, ?> parameters) {
        if (!OPERATIONS.containsKey(step)) {
            throw new ParameterException("There is no step '" + step + "'; the steps are " + String.join(", ", steps()));
        }
        return new Invocation(step, parameters);
    }

    /** The names of all steps. */
    public static List<String> steps() {
        return List.copyOf(OPERATIONS.keySet());
    }

    /** The step's name. */
    public String step() {
        return step;
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
        return operation.run(context);
    }
}
