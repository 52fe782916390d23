/** What the forms of Pipeline steps and build steps have in common: choices, rows of fields, texts for lists. */
package io.jenkins.plugins.aha.forms;
