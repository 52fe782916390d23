package io.jenkins.plugins.aha.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The kinds of things in Aha! that have links to custom table records: one for each page of "Custom table record links"
 * in the API's reference, and the epic, which that reference leaves out.
 */
@Restricted(NoExternalUse.class)
public enum Kind {
    PRODUCT("product", "products", "projects"),
    RELEASE("release", "releases", "releases"),
    FEATURE("feature", "features", "features"),
    REQUIREMENT("requirement", "requirements", "requirements"),
    IDEA("idea", "ideas", "ideas/ideas"),
    INITIATIVE("initiative", "initiatives", "initiatives"),
    GOAL("goal", "goals", "strategic_imperatives"),
    EPIC("epic", "epics", "epics"),
    IDEA_ORGANIZATION("idea_organization", "idea_organizations", "ideas/idea_organizations"),
    /** A record of a custom table; Aha! documents no page for it. */
    RECORD("custom_object_record", "custom_object_records", "");

    private final String envelope;
    private final String collection;
    private final String page;

    Kind(String envelope, String collection, String page) {
        this.envelope = envelope;
        this.collection = collection;
        this.page = page;
    }

    /** Returns the property around such a thing in requests and answers. */
    public String envelope() {
        return envelope;
    }

    /** Returns the property of such a thing that holds its reference. */
    public String referenceProperty() {
        return this == PRODUCT ? "reference_prefix" : "reference_num";
    }

    /** Returns the first part of its path below {@code /api/v1}. */
    public String collection() {
        return collection;
    }

    /** Its page in Aha!'s user interface, relative to the site's URL and without its id; empty for none. */
    public String page() {
        return page;
    }

    /** Returns the name that a user gives it: {@code release}, {@code idea organization}, {@code record}, … */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the kind with a label, in any case, with blanks or underscores; empty for an unknown one. */
    public static Optional<Kind> labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equalsIgnoreCase(label.trim().replace('_', ' ')))
                .findFirst();
    }

    /** Returns all labels, for messages. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(Kind::label).toList();
    }
}
