package io.jenkins.plugins.aha.config;

import hudson.model.Item;
import hudson.model.ItemGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * What a folder says about Aha!.
 *
 * @param site name of a configured site; null for that of the folder above
 * @param credentialsId id of a credential; null for that of the folder above
 */
record FolderChoice(String site, String credentialsId) {
    /** Returns what the folders around an item say, the nearest first; empty without folders plugin. */
    static List<FolderChoice> around(Item item) {
        List<FolderChoice> choices = new ArrayList<>();
        if (item != null && Jenkins.get().getPlugin("cloudbees-folder") != null) {
            for (ItemGroup<?> group = item instanceof ItemGroup<?> itself ? itself : item.getParent();
                    group != null;
                    group = group instanceof Item inner ? inner.getParent() : null) {
                AhaFolderProperty.choiceOf(group).ifPresent(choices::add);
            }
        }
        return choices;
    }

    /** Returns the site that the nearest of these chooses. */
    static Optional<String> siteOf(List<FolderChoice> choices) {
        return choices.stream().map(FolderChoice::site).filter(Objects::nonNull).findFirst();
    }

    /**
     * Returns the nearest credential that these bring for a site. A folder's credential is meant for the site that is
     * chosen in this folder or above and for no other; where none is chosen, for whatever site a step names.
     */
    static Optional<String> credentialFor(String site, List<FolderChoice> choices) {
        for (int i = 0; i < choices.size(); i++) {
            String credentialsId = choices.get(i).credentialsId();
            if (credentialsId != null
                    && siteOf(choices.subList(i, choices.size())).orElse(site).equals(site)) {
                return Optional.of(credentialsId);
            }
        }
        return Optional.empty();
    }
}
