package io.jenkins.plugins.aha.config;

import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * What the nearest folder that has an opinion says about Aha!.
 *
 * @param site name of a configured site; null for the default
 * @param credentialsId id of a credential; null for the site's
 */
record FolderChoice(String site, String credentialsId) {
    /** The choice that holds for an item; empty without folders plugin or choice. */
    static Optional<FolderChoice> of(Item item) {
        if (item == null || Jenkins.get().getPlugin("cloudbees-folder") == null) {
            return Optional.empty();
        }
        for (ItemGroup<?> group = item instanceof ItemGroup<?> itself ? itself : item.getParent();
                group != null;
                group = group instanceof Item inner ? inner.getParent() : null) {
            Optional<FolderChoice> choice = AhaFolderProperty.choiceOf(group);
            if (choice.isPresent()) {
                return choice;
            }
        }
        return Optional.empty();
    }
}
