/**
 * What is known of the configured sites from the answers that builds got: their state, the monitor, metrics and the
 * support bundle, and the products whose references become links. Sends no requests of its own.
 */
package io.jenkins.plugins.aha.health;
