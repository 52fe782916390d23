/**
 * Runs a Jenkinsfile that uses the {@code aha*} steps without a Jenkins. {@link
 * io.jenkins.plugins.aha.tryout.TryOutRun} is the entry point.
 */
package io.jenkins.plugins.aha.tryout;
