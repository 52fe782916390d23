package io.jenkins.plugins.aha.simulator;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The custom fields and link fields of one kind of record or of one custom table: Aha!'s "screen definition".
 *
 * <p>Definitions may be added at any time. Thread-safe.
 */
public final class ScreenDefinition {
    private final Map<String, Field> fields = new ConcurrentSkipListMap<>();
    private final Map<String, LinkField> links = new ConcurrentSkipListMap<>();

    /** One entry of a choice list. */
    public record Option(String id, String label) {}

    /**
     * A custom field.
     *
     * @param key its key
     * @param name its label
     * @param type its type
     * @param options what can be chosen; empty for a field that is no choice list
     */
    public record Field(String key, String name, FieldType type, List<Option> options) {
        /** The option with this id or label. */
        Optional<Option> option(String idOrLabel) {
            return options.stream()
                    .filter(one -> one.id().equals(idOrLabel) || one.label().equals(idOrLabel))
                    .findFirst();
        }
    }

    /**
     * A link field.
     *
     * @param key its key, which need not be the key of the table it links to
     * @param name its label
     * @param table the key of the only table whose records it takes, or null for any
     * @param manyToOne whether it holds at most one record
     */
    public record LinkField(String key, String name, String table, boolean manyToOne) {}

    /** Adds or replaces a custom field. */
    public ScreenDefinition field(String key, String name, FieldType type) {
        fields.put(key, new Field(key, name, type, List.of()));
        return this;
    }

    /** Adds or replaces a choice list, of one label for a STRING and of several for an ARRAY. */
    public ScreenDefinition choice(String key, String name, FieldType type, String... labels) {
        List<Option> options = Arrays.stream(labels)
                .map(label -> new Option(StableId.of("option", key, label), label))
                .toList();
        fields.put(key, new Field(key, name, type, options));
        return this;
    }

    /** The id of a choice's option. */
    public String optionId(String key, String label) {
        return field(key).flatMap(field -> field.option(label)).orElseThrow().id();
    }

    /** Adds or replaces a many-to-many link field that takes records of any table. */
    public ScreenDefinition link(String key, String name) {
        return link(new LinkField(key, name, null, false));
    }

    /** Adds or replaces a link field. */
    public ScreenDefinition link(LinkField link) {
        links.put(link.key(), link);
        return this;
    }

    Optional<Field> field(String key) {
        return Optional.ofNullable(fields.get(key));
    }

    Collection<Field> fields() {
        return fields.values();
    }

    /** Takes a link field away. */
    public ScreenDefinition unlink(String key) {
        links.remove(key);
        return this;
    }

    Optional<LinkField> link(String key) {
        return Optional.ofNullable(links.get(key));
    }

    Collection<LinkField> links() {
        return links.values();
    }
}
