/** What a run knows of itself: the place in the pipeline, variables, parameters, the result, and what was left out. */
package io.jenkins.plugins.aha.tryout.build;
