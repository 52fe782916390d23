/** The Pipeline steps. They bind parameters and nothing else; what they do is in package operation. */
package io.jenkins.plugins.aha.steps;
