/**
 * What the forms of Pipeline steps, build steps and build parameters have in common: choices, rows of fields, texts for
 * lists.
 */
package io.jenkins.plugins.aha.forms;
