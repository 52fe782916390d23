/**
 * The build steps for freestyle and matrix jobs: they put variables into parameters, run the operation, and leave its
 * result in variables. What they do is in package operation.
 */
package io.jenkins.plugins.aha.freestyle;
