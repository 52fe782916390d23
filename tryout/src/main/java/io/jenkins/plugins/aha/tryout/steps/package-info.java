/** The steps that pipelines call. */
package io.jenkins.plugins.aha.tryout.steps;
