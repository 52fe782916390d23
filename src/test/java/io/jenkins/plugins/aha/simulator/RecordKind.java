package io.jenkins.plugins.aha.simulator;

import java.util.Arrays;
import java.util.Optional;

/**
 * A kind of Aha! record that the simulator answers for, with its path, its JSON envelope and its Rails class name.
 *
 * <p>Paths and envelopes: document "custom table record links"; those of epics are inferred. Immutable.
 */
public enum RecordKind {
    /** A product (workspace); its reference is the prefix, such as {@code PRJ1}. */
    PRODUCT("products", "product", "Project", "/projects/"),
    /** A release, such as {@code PRJ1-R-1}. */
    RELEASE("releases", "release", "Release", "/releases/"),
    /** A feature, such as {@code PRJ1-1}. */
    FEATURE("features", "feature", "Feature", "/features/"),
    /** A requirement, such as {@code PRJ1-1-1}. */
    REQUIREMENT("requirements", "requirement", "Requirement", "/requirements/"),
    /** An idea, such as {@code PRJ1-I-1}. */
    IDEA("ideas", "idea", "Ideas::Idea", "/ideas/ideas/"),
    /** An initiative, such as {@code PRJ1-S-1}. */
    INITIATIVE("initiatives", "initiative", "Initiative", "/initiatives/"),
    /** A goal, such as {@code DEMOENT-G-1}. */
    GOAL("goals", "goal", "StrategicImperative", "/strategic_imperatives/"),
    /** An epic, such as {@code PRJ1-E-1}; not in Aha!'s link documents. */
    EPIC("epics", "epic", "Epic", "/epics/"),
    /** An idea organization of the account, such as {@code ACCOUNT-O-123}; its class name is assumed. */
    IDEA_ORGANIZATION("idea_organizations", "idea_organization", "IdeaOrganization", "/ideas/idea_organizations/"),
    /** A custom table record; it has a numeric id and no reference. */
    CUSTOM_OBJECT_RECORD("custom_object_records", "custom_object_record", "CustomObjectRecord", "");

    private final String path;
    private final String envelope;
    private final String railsClass;
    private final String pagePath;

    RecordKind(String path, String envelope, String railsClass, String pagePath) {
        this.path = path;
        this.envelope = envelope;
        this.railsClass = railsClass;
        this.pagePath = pagePath;
    }

    /** The path part after {@code /api/v1/}, such as {@code features}. */
    public String path() {
        return path;
    }

    /** The key around the record in requests and answers, such as {@code feature}. */
    public String envelope() {
        return envelope;
    }

    /** The {@code record_type} of an incoming link, such as {@code Ideas::Idea}. */
    public String railsClass() {
        return railsClass;
    }

    /** The path of the record's page in Aha!, up to and without the reference. */
    String pagePath() {
        return pagePath;
    }

    static Optional<RecordKind> ofPath(String path) {
        return Arrays.stream(values()).filter(kind -> kind.path.equals(path)).findFirst();
    }
}
