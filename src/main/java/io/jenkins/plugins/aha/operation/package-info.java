/**
 * What the steps mean: an operation for each, and what only some of them need. No Jenkins. The entry point is {@link
 * io.jenkins.plugins.aha.operation.Invocation}, which takes a step's name and parameters as a Jenkinsfile gives them.
 */
package io.jenkins.plugins.aha.operation;
