package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.client.ListPages;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.operation.context.Batch;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import io.jenkins.plugins.aha.operation.links.LinkFieldUpdate;
import io.jenkins.plugins.aha.operation.links.LinkWish;
import io.jenkins.plugins.aha.operation.links.LinkWish.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/** {@code ahaLinkRecords}: links custom table records to releases, features and other things, or removes such links. */
final class LinkRecords implements Operation {
    private final List<Reference> targets;
    private final String field;
    /** Null when no records were given that could be linked. */
    private final LinkWish wish;

    /** Finds the records to link where none were given; null otherwise. */
    private final WaitingRecords waiting;

    private final boolean withFeatures;
    private final IfMissing ifMissing;
    private final boolean verify;
    private final boolean dryRun;

    LinkRecords(Parameters parameters) {
        this(parameters, null);
    }

    /**
     * @param mentioned targets that the change log names besides those of the parameters; null where it is not asked
     */
    LinkRecords(Parameters parameters, List<String> mentioned) {
        targets = targets(parameters, kind(parameters), mentioned);
        field = parameters.key("field");
        Mode mode = parameters.choice("mode", Mode.class);
        waiting = WaitingRecords.of(parameters, mode).orElse(null);
        wish = waiting == null ? wish(parameters, mode) : new LinkWish(mode, List.of());
        withFeatures = parameters.flag("withFeatures", false);
        ifMissing = parameters.choice("ifMissing", IfMissing.class);
        verify = parameters.flag("verify", true);
        dryRun = parameters.dryRun();
        boolean release = targets.stream().anyMatch(target -> target.kind() == Kind.RELEASE);
        // Whether the change log mentions a release is not known before; it is no mistake when it mentions none.
        if (withFeatures && !release && !targets.isEmpty() && mentioned == null) {
            throw parameters.refuse("has 'withFeatures' but no release among its targets: only a release, such as"
                    + " PRJ1-R-1, brings features along");
        }
    }

    private static Kind kind(Parameters parameters) {
        String label = parameters.optionalText("kind");
        if (label == null) {
            return null;
        }
        return Kind.labelled(label)
                .orElseThrow(() -> parameters.refuse(
                        "takes " + String.join(", ", Kind.labels()) + " for 'kind', not '" + label + "'"));
    }

    private static LinkWish wish(Parameters parameters, Mode mode) {
        Object given = parameters.optionalValue("records");
        boolean nothing = given == null
                || given instanceof CharSequence && given.toString().isBlank();
        List<String> ids = nothing ? List.of() : parameters.ids("records");
        if (mode == Mode.CLEAR && !ids.isEmpty()) {
            throw parameters.refuse("takes no 'records' with mode 'clear', which removes all links of the field");
        }
        if (mode == Mode.REPLACE && ids.isEmpty()) {
            throw parameters.refuse(
                    "needs 'records' with mode 'replace'; to remove all links of the field, use mode" + " 'clear'");
        }
        return nothing && mode != Mode.CLEAR ? null : new LinkWish(mode, ids);
    }

    private static List<Reference> targets(Parameters parameters, Kind kind, List<String> mentioned) {
        Set<Reference> targets = new LinkedHashSet<>();
        boolean given = mentioned == null || parameters.has("target");
        List<Object> values = given ? parameters.values("target") : List.of();
        boolean numbers = values.stream().anyMatch(LinkRecords::isNumber);
        for (Object value : values) {
            // Beside numbers, which kind is for, a reference says by itself what it is.
            Kind ofThis = (numbers || mentioned != null) && !isNumber(value) ? null : kind;
            targets.add(
                    value instanceof Map<?, ?>
                            ? record(parameters, value, ofThis)
                            : reference(parameters, value, ofThis));
        }
        if (mentioned != null) {
            mentioned.forEach(value -> targets.add(reference(parameters, value, null)));
        }
        return List.copyOf(targets);
    }

    private static boolean isNumber(Object value) {
        return (value instanceof CharSequence || value instanceof Number)
                && value.toString().strip().matches("[0-9]+");
    }

    /** A record map says what it is. */
    private static Reference record(Parameters parameters, Object map, Kind kind) {
        if (kind != null && kind != Kind.RECORD) {
            throw parameters.refuse(
                    "got the map of a record in 'target', which is not a " + kind.label() + " as 'kind' says");
        }
        return Reference.toRecord(RecordIds.of(parameters, "target", map));
    }

    private static Reference reference(Parameters parameters, Object value, Kind kind) {
        String text = parameters.plainText("target", value);
        if (text.equals(RecordIds.DRY_RUN) && parameters.dryRun()) {
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
        if (wish == null) {
            // Perhaps the result of an earlier step whose failure the error policy allowed; so it decides here as well.
            throw new AhaException(
                    AhaException.Reason.REFUSED,
                    "Could not link records by '" + field
                            + "': there is nothing to link, since ahaLinkRecords was given"
                            + " no 'records'. Check the step or variable that they come from.");
        }
        if (waiting == null && wish.ids().isEmpty() && wish.mode() != Mode.CLEAR) {
            context.log().info("Aha!: nothing to link, the list of records is empty.");
        }
        List<Reference> all = withFeatures ? bringFeatures(context) : targets;
        if (all.isEmpty()) {
            context.log().info("Aha!: nothing to link, the list of targets is empty.");
            return new ArrayList<>();
        }
        if (all.stream().anyMatch(target -> target.kind() == Kind.EPIC)) {
            context.log().info("Aha!: links of epics are not in Aha!'s documents; they are tried all the same.");
        }
        Map<String, List<String>> ids = waiting == null ? Map.of() : waiting.read(context);
        if (waiting != null) {
            all = waiting.targets(context, all, ids);
        }
        Semaphore writes = new Semaphore(Batch.WRITING);
        List<Map<String, Object>> results = new Batch<>(
                        context,
                        all,
                        Batch.READING,
                        (Reference target) -> {
                            LinkWish own = waiting == null ? wish : new LinkWish(wish.mode(), ids.get(target.id()));
                            return new LinkFieldUpdate(context, target, field, own, writes, verify, dryRun)
                                    .change(ifMissing);
                        },
                        Reference::toString)
                .run();
        return results.stream().filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
    }

    /** Returns the targets, and behind each release the features in it that are not named themselves. */
    private List<Reference> bringFeatures(OperationContext context) throws IOException, InterruptedException {
        AhaClient client = context.client();
        Set<Reference> all = new LinkedHashSet<>();
        for (Reference target : targets) {
            all.add(target);
            if (target.kind() == Kind.RELEASE && !target.id().equals(RecordIds.DRY_RUN)) {
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

    private static List<Reference> featuresOf(AhaClient client, Reference release)
            throws AhaException, InterruptedException {
        List<Reference> features = new ArrayList<>();
        try (ListPages<Reference> pages = client.features(release)) {
            for (Reference feature = pages.next(); feature != null; feature = pages.next()) {
                features.add(feature);
            }
        }
        return features;
    }
}
