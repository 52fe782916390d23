/** Checks and runs {@code pipeline { … }}. */
package io.jenkins.plugins.aha.tryout.declarative;
