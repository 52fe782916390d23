/** Where an operation meets a build: site, token, worker threads, log, journal, files, and what an error becomes. */
package io.jenkins.plugins.aha.run;
