/** The build steps for freestyle and matrix jobs. They bind parameters and nothing else, as the Pipeline steps do. */
package io.jenkins.plugins.aha.freestyle;
