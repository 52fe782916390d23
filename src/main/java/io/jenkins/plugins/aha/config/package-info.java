/** The configured sites, the folder's choice among them, and the way from a build to a site and its token. */
package io.jenkins.plugins.aha.config;
