/**
 * The Pipeline steps: they bind parameters, start the operation in a thread of its own, and go on after a restart. What
 * they do is in package operation.
 */
package io.jenkins.plugins.aha.steps;
