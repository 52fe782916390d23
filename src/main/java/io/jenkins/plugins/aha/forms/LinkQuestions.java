package io.jenkins.plugins.aha.forms;

import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.aha.client.discovery.FieldDefinition;
import io.jenkins.plugins.aha.client.discovery.Layouts;
import io.jenkins.plugins.aha.config.FormAccount;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What forms say of records, of the targets of links and of link fields. Texts are as they were entered; where one is
 * no key, nothing is said. Stateless.
 */
final class LinkQuestions {
    /** So many are asked for and named; the others are counted. */
    private static final int NAMED = 2;

    private LinkQuestions() {}

    /** Reads the name of one thing. */
    private interface Naming<T> {
        String name(T thing) throws AhaException, InterruptedException;
    }

    static FormValidation checkRecords(FormAccount account, String entered) throws AhaException, InterruptedException {
        List<String> ids = FormText.words(entered);
        return ids.isEmpty() || !EnteredKeys.are(ids)
                ? null
                : check(ids, id -> account.record(id).name());
    }

    static FormValidation checkTargets(FormAccount account, String entered, String kind)
            throws AhaException, InterruptedException {
        List<Reference> targets;
        try {
            targets = references(entered, kind);
        } catch (IllegalArgumentException e) {
            return FormValidation.warning(e.getMessage());
        }
        boolean single = targets.size() == 1;
        return targets.isEmpty()
                ? null
                : check(targets, target -> {
                    if (target.kind() == Kind.RECORD) {
                        return account.record(target.id()).name();
                    }
                    String name = account.named(target).name();
                    int features = single && target.kind() == Kind.RELEASE ? account.features(target) : -1;
                    return features < 0 ? name : Messages.target_release(name, features);
                });
    }

    /** @throws IllegalArgumentException with a sentence for a text that names no target */
    private static List<Reference> references(String entered, String kind) {
        List<String> texts = FormText.words(entered);
        List<Reference> references = new ArrayList<>();
        if (EnteredKeys.are(texts)) {
            Kind ofNumbers = Kind.labelled(Util.fixNull(kind)).orElse(null);
            for (String text : texts) {
                references.add(Reference.parse(text, text.matches("[0-9]+") ? ofNumbers : null));
            }
        }
        return references;
    }

    private static Reference first(String targets, String kind) {
        try {
            return references(targets, kind).stream().findFirst().orElse(null);
        } catch (IllegalArgumentException said) {
            // The check of the targets says it.
            return null;
        }
    }

    private static <T> FormValidation check(List<T> things, Naming<T> naming)
            throws AhaException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (T thing : things.subList(0, Math.min(NAMED, things.size()))) {
            try {
                names.add(naming.name(thing));
            } catch (AhaException e) {
                if (e.getReason() != Reason.NOT_FOUND) {
                    throw e;
                }
                return FormValidation.warning(Messages.thing_unknown(thing));
            }
        }
        String named = String.join(", ", names);
        return FormValidation.ok(things.size() > NAMED ? Messages.thing_more(named, things.size() - NAMED) : named);
    }

    /** Returns the keys of the link fields that the first target can have. */
    static List<String> fields(FormAccount account, String targets, String kind)
            throws AhaException, InterruptedException {
        Reference target = first(targets, kind);
        return target == null
                ? null
                : layouts(account, target).links(target.kind()).stream()
                        .map(FieldDefinition::key)
                        .toList();
    }

    /** Checks the key of a link field against the layout of the first target's kind. */
    static FormValidation checkField(FormAccount account, String targets, String kind, String entered)
            throws AhaException, InterruptedException {
        Reference target = first(targets, kind);
        String key = EnteredKeys.of(entered);
        if (target == null || key == null && Util.fixEmptyAndTrim(entered) != null) {
            return null;
        }
        Layouts layouts = layouts(account, target);
        if (!layouts.fields().containsKey(target.kind())) {
            return null;
        }
        List<FieldDefinition> links = layouts.links(target.kind());
        String label = target.kind().label();
        if (links.isEmpty()) {
            return FormValidation.warning(Messages.linkField_none(label));
        }
        if (key == null) {
            return null;
        }
        return links.stream()
                .filter(link -> link.key().equals(key))
                .findFirst()
                .map(link -> FormValidation.ok(TableQuestions.describe(link)))
                .orElseGet(() -> FormValidation.warning(Messages.linkField_unknown(
                        label,
                        key,
                        String.join(
                                ", ", links.stream().map(FieldDefinition::key).toList()))));
    }

    private static Layouts layouts(FormAccount account, Reference target) throws AhaException, InterruptedException {
        if (target.kind() == Kind.RECORD) {
            return new Layouts(Map.of());
        }
        String product = target.kind() == Kind.PRODUCT ? target.id() : target.prefix();
        if (product.isEmpty()) {
            product = account.named(target).productId();
        }
        return product.isEmpty() ? new Layouts(Map.of()) : account.layouts(product);
    }
}
