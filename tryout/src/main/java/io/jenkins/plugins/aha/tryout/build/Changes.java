package io.jenkins.plugins.aha.tryout.build;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The change log of the build, from {@code CHANGES}. Immutable. */
public record Changes(List<String> messages) {
    /** As {@code currentBuild.changeSets}: one set, whose entries have {@code msg}, {@code comment}, {@code author}. */
    public List<Map<String, Object>> changeSets() {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<Map<String, Object>> entries = new ArrayList<>();
        for (String message : messages) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("msg", message.lines().findFirst().orElse(""));
            entry.put("comment", message);
            entry.put("commitId", Missing.of("commitId"));
            entry.put("author", Map.of("fullName", "You", "displayName", "You", "id", "you"));
            entry.put("authorEmail", "you@example.com");
            entry.put("timestamp", System.currentTimeMillis());
            entry.put("affectedFiles", List.of());
            entry.put("affectedPaths", List.of());
            entries.add(entry);
        }
        return List.of(Map.of("items", entries, "kind", "git", "emptySet", false));
    }
}
