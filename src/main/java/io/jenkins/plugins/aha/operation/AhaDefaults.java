package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.input.ParameterException;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The parameters that the blocks of {@code withAha} around a step give it. Immutable. */
@Restricted(NoExternalUse.class)
public final class AhaDefaults implements Serializable {
    public static final String SITE = "site";
    public static final String CREDENTIALS = "credentialsId";
    public static final String PRODUCT = "product";
    public static final String DRY_RUN = "dryRun";

    private static final List<String> NAMES = List.of(SITE, CREDENTIALS, PRODUCT, DRY_RUN);
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, Object> parameters;

    private AhaDefaults(LinkedHashMap<String, Object> parameters) {
        this.parameters = parameters;
    }

    /**
     * Returns the parameters of a block within another.
     *
     * @param outer those of the other block; null for none
     * @param own those of the block, which win
     * @throws ParameterException for one that was given without a value
     */
    public static AhaDefaults within(AhaDefaults outer, Map<String, Object> own) {
        own.forEach((name, value) -> {
            if (!NAMES.contains(name)) {
                throw new ParameterException("withAha has no parameter '" + name + "'. Its parameters are "
                        + String.join(", ", NAMES) + ".");
            }
            if (value == null) {
                throw new ParameterException("withAha got an empty value for '" + name
                        + "', probably of a variable that is not set: give a value, or leave '" + name + "' out.");
            }
        });
        LinkedHashMap<String, Object> all = new LinkedHashMap<>();
        if (outer != null) {
            all.putAll(outer.parameters);
        }
        // Another site has another key: that of the outer block would be refused there, or shown to a stranger.
        if (own.containsKey(SITE) && !own.get(SITE).equals(all.get(SITE))) {
            all.remove(CREDENTIALS);
        }
        all.putAll(own);
        return new AhaDefaults(all);
    }

    /** Adds the parameters that a step takes and was not given. */
    public void addTo(String step, Map<String, Object> given) {
        boolean otherSite =
                given.containsKey(SITE) && !parameters.getOrDefault(SITE, "").equals(given.get(SITE));
        parameters.forEach((name, value) -> {
            boolean ofOtherSite = otherSite && name.equals(CREDENTIALS);
            // Records that are named by their ids need no product.
            boolean needless = name.equals(PRODUCT) && !given.containsKey("table");
            if (!ofOtherSite && !needless && Invocation.parameters(step).contains(name)) {
                given.putIfAbsent(name, value);
            }
        });
    }
}
