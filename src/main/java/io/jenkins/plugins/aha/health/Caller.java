package io.jenkins.plugins.aha.health;

import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The build that sends requests, and the credential that it sends them with.
 *
 * @param credentialsId id of the credential; its token is not kept here
 * @param job full name of the job
 * @param build number of the build
 */
@Restricted(NoExternalUse.class)
public record Caller(String credentialsId, String job, int build) {}
