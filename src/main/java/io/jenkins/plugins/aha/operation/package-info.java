/**
 * What the steps mean: one class for each operation, without any Jenkins. {@link
 * io.jenkins.plugins.aha.operation.Invocation} is the door: it takes a step's name and parameters as a Jenkinsfile gives
 * them.
 */
package io.jenkins.plugins.aha.operation;
