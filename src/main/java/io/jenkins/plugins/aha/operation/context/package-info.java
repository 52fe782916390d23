/** What an operation gets from its build, and what it leaves there: log, journal, files, changes. */
package io.jenkins.plugins.aha.operation.context;
