package io.jenkins.plugins.aha.model;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Names one thing in Aha!: its kind, and its reference number or numeric id. Immutable.
 *
 * @param kind what it is
 * @param id the reference in upper case ({@code PRJ1-R-1}; Aha! does not find lower case ones), or a numeric id
 */
@Restricted(NoExternalUse.class)
public record Reference(Kind kind, String id) {
    private static final Pattern NUMERIC = Pattern.compile("[0-9]{1,20}");
    private static final Pattern SHAPE =
            Pattern.compile("(?<prefix>[A-Z][A-Z0-9]*)(-(?<letter>[RISGEO])-[0-9]+|-[0-9]+(?<requirement>-[0-9]+)?)?");
    private static final Pattern WITHOUT_PREFIX = Pattern.compile("[RISGEO]-[0-9]+");
    private static final Map<String, Kind> LETTERS = Map.of(
            "R",
            Kind.RELEASE,
            "I",
            Kind.IDEA,
            "S",
            Kind.INITIATIVE,
            "G",
            Kind.GOAL,
            "E",
            Kind.EPIC,
            "O",
            Kind.IDEA_ORGANIZATION);

    /** Returns whether a text is a numeric id. */
    public static boolean isNumericId(String text) {
        return NUMERIC.matcher(text).matches();
    }

    /** Returns a record of a custom table by its id. */
    public static Reference toRecord(String id) {
        return new Reference(Kind.RECORD, id);
    }

    /**
     * Reads what a user wrote: {@code PRJ1} is a product, {@code PRJ1-12} a feature, {@code PRJ1-12-3} a requirement,
     * {@code PRJ1-R-1} a release, {@code -I-} an idea, {@code -S-} an initiative, {@code -G-} a goal, {@code -E-} an
     * epic, {@code ACCOUNT-O-123} an idea organization. Lower case is raised. The address of such a thing's page in
     * Aha! names it, too.
     *
     * @param text a reference, a numeric id or an address
     * @param kind the kind of a numeric id; null where the reference says it
     * @throws IllegalArgumentException with a sentence for the user: not a reference, a number without kind, or a kind
     *     that contradicts the reference
     */
    public static Reference parse(String text, Kind kind) {
        if (PageAddress.isAddress(text)) {
            PageAddress address = PageAddress.parse(text);
            boolean number = isNumericId(address.id());
            if (number && kind != null && kind != address.kind()) {
                throw new IllegalArgumentException("'" + text.trim() + "' is the page of a "
                        + address.kind().label() + ", not of a " + kind.label() + " as kind says");
            }
            return parse(address.id(), number ? address.kind() : kind);
        }
        String id = text.trim().toUpperCase(Locale.ROOT);
        if (isNumericId(id)) {
            if (kind == null) {
                throw new IllegalArgumentException("'" + id + "' is a number, which does not say what it is: give"
                        + " kind, one of " + String.join(", ", Kind.labels()));
            }
            return new Reference(kind, id);
        }
        if (kind == null && WITHOUT_PREFIX.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' lacks the product's prefix, as in PRJ1-" + id);
        }
        Matcher shape = SHAPE.matcher(id);
        if (!shape.matches()) {
            throw new IllegalArgumentException("'" + text.trim() + "' is not a reference of Aha!, such as PRJ1-12"
                    + " (feature), PRJ1-12-3 (requirement), PRJ1-R-1 (release), PRJ1-I-7 (idea), PRJ1-S-2 (initiative),"
                    + " PRJ1-G-4 (goal), PRJ1-E-5 (epic), ACCOUNT-O-123 (idea"
                    + " organization) or PRJ1 (product)");
        }
        Kind own = kindOf(shape, id);
        if (kind != null && kind != own) {
            throw new IllegalArgumentException("'" + id + "' is the reference of a " + own.label() + ", not of a "
                    + kind.label() + " as kind says");
        }
        return new Reference(own, id);
    }

    private static Kind kindOf(Matcher shape, String id) {
        if (shape.group("letter") != null) {
            return LETTERS.get(shape.group("letter"));
        }
        if (shape.group("requirement") != null) {
            return Kind.REQUIREMENT;
        }
        return id.indexOf('-') < 0 ? Kind.PRODUCT : Kind.FEATURE;
    }

    /** Returns the product's prefix that the reference begins with, such as {@code PRJ1}; empty for a numeric id. */
    public String prefix() {
        return isNumericId(id) ? "" : id.split("-", 2)[0];
    }

    /** As in "release PRJ1-R-1". */
    @Override
    public String toString() {
        return kind.label() + " " + id;
    }
}
