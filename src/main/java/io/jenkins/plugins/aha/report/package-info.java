/** What builds changed in Aha!: kept with the build, shown on its pages and on the job's. */
package io.jenkins.plugins.aha.report;
