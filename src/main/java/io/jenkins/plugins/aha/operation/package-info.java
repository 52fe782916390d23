/**
 * What the steps mean: one class for each operation, without any Jenkins. The entry point is {@link
 * io.jenkins.plugins.aha.operation.Invocation}, which takes a step's name and parameters as a Jenkinsfile gives them.
 */
package io.jenkins.plugins.aha.operation;
