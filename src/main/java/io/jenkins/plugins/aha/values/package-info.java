/**
 * Values of custom fields, and whether one that Aha! shows is the one that was sent. No Jenkins.
 */
package io.jenkins.plugins.aha.values;
