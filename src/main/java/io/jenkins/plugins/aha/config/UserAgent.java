package io.jenkins.plugins.aha.config;

import hudson.PluginWrapper;
import jenkins.model.Jenkins;

/** Says to Aha! who asks. */
final class UserAgent {
    private UserAgent() {}

    /**
     * @param contact whom to ask about the requests; null for nobody
     */
    static String naming(String contact) {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("aha");
        String version = plugin == null ? "" : "/" + plugin.getVersionNumber();
        return "Jenkins-aha-plugin" + version + (contact == null ? "" : " (" + contact + ")");
    }
}
