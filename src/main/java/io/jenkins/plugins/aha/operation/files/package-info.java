/** Writes and reads records as files of a workspace. */
package io.jenkins.plugins.aha.operation.files;
