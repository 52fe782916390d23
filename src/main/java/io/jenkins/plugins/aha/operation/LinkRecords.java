package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.AhaException;
import io.jenkins.plugins.aha.client.Kind;
import io.jenkins.plugins.aha.client.RecordPage;
import io.jenkins.plugins.aha.client.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code ahaLinkRecords}: links custom table records to releases, features and other things, or removes such links. */
final class LinkRecords implements Operation {
    /** How the ids given change the list. */
    enum Mode {
        ADD,
        REPLACE,
        REMOVE
    }

    private final List<Reference> targets = new ArrayList<>();
    private final String field;
    private final List<String> records;
    private final Mode mode;
    private final boolean withFeatures;
    private final IfMissing ifMissing;
    private final boolean verify;
    private final boolean dryRun;

    LinkRecords(Parameters parameters) {
        List<String> texts = targetTexts(parameters);
        Kind kind = kind(parameters);
        field = parameters.text("field");
        records = parameters.ids("records");
        mode = parameters.choice("mode", Mode.class, Mode.ADD);
        withFeatures = parameters.flag("withFeatures", false);
        ifMissing = parameters.choice("ifMissing", IfMissing.class, IfMissing.FAIL);
        verify = parameters.flag("verify", true);
        dryRun = parameters.flag("dryRun", false);
        for (String text : texts) {
            Reference target = reference(parameters, text, kind);
            if (!targets.contains(target)) {
                targets.add(target);
            }
        }
        if (withFeatures && targets.stream().noneMatch(target -> target.kind() == Kind.RELEASE) && !texts.isEmpty()) {
            throw parameters.refuse("has 'withFeatures' but no release among its targets: only a release, such as"
                    + " PRJ1-R-1, brings features along");
        }
    }

    private static List<String> targetTexts(Parameters parameters) {
        Object target = parameters.optionalValue("target");
        if (target instanceof Collection<?> none && none.isEmpty()) {
            return List.of();
        }
        if (target instanceof Map<?, ?>) {
            return List.of(parameters.id("target"));
        }
        List<String> texts = parameters.optionalTexts("target");
        if (texts.isEmpty()) {
            throw parameters.refuse("needs 'target', such as target: 'PRJ1-R-1'");
        }
        return texts;
    }

    private static Kind kind(Parameters parameters) {
        String label = parameters.optionalText("kind");
        if (label == null) {
            // A record map tells what it is.
            return parameters.optionalValue("target") instanceof Map<?, ?> ? Kind.RECORD : null;
        }
        return Kind.labelled(label)
                .orElseThrow(() -> parameters.refuse("takes " + String.join(", ", Kind.labels())
                        + " for 'kind', not '" + label + "'"));
    }

    private static Reference reference(Parameters parameters, String text, Kind kind) {
        if (text.equals(DryRun.ID)) {
            return new Reference(kind == null ? Kind.RECORD : kind, text);
        }
        try {
            return Reference.parse(text, kind);
        } catch (IllegalArgumentException e) {
            throw parameters.refuse("cannot use a target: " + e.getMessage());
        }
    }

    /** For each target a map of {@code target}, {@code kind}, {@code before}, {@code after}, {@code added}, … */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        List<Reference> all = withFeatures ? bringFeatures(context) : targets;
        if (all.isEmpty()) {
            context.log().tell("Aha!: nothing to link, the list of targets is empty.");
            return new ArrayList<>();
        }
        List<Map<String, Object>> results = new Batch<>(
                        context,
                        all,
                        (Reference target) -> new LinkList(context, target, field, verify, dryRun)
                                .change(mode, records, ifMissing),
                        Reference::toString)
                .run();
        return results.stream().filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
    }

    /** The targets, and behind each release the features in it that are not named themselves. */
    private List<Reference> bringFeatures(OperationContext context) throws IOException, InterruptedException {
        AhaClient client = context.client();
        Set<Reference> all = new LinkedHashSet<>();
        for (Reference target : targets) {
            all.add(target);
            if (target.kind() == Kind.RELEASE) {
                try {
                    all.addAll(featuresOf(client, target));
                } catch (AhaException e) {
                    if (e.getReason() != AhaException.Reason.NOT_FOUND || ifMissing == IfMissing.FAIL) {
                        throw e;
                    }
                }
            }
        }
        return List.copyOf(all);
    }

    private static Set<Reference> featuresOf(AhaClient client, Reference release)
            throws AhaException, InterruptedException {
        Set<Reference> features = new LinkedHashSet<>();
        RecordPage<Reference> page;
        int number = 0;
        int before;
        do {
            page = client.features(release, ++number);
            before = features.size();
            features.addAll(page.items());
        } while (number < page.totalPages() && features.size() > before);
        return features;
    }
}
