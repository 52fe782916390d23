package io.jenkins.plugins.aha.config;

import hudson.PluginWrapper;
import jenkins.model.Jenkins;

/** Makes the User-Agent header of requests. */
final class UserAgent {
    private UserAgent() {}

    /**
     * @param contact whom to ask about the requests; null for no contact
     */
    static String naming(String contact) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("aha");
        // A version built by a developer goes on, after a space, with time and user.
        String version = plugin == null ? "" : "/" + plugin.getVersion().split(" ", 2)[0];
        return "Jenkins-aha-plugin" + version + (contact == null ? "" : " (" + contact + ")");
    }
}
