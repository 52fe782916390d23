/** Changes the lists of linked records. */
package io.jenkins.plugins.aha.operation.links;
