/** Groovy as Jenkinsfiles have it: compiles scripts, and lets them go on with values that only Jenkins has. */
package io.jenkins.plugins.aha.tryout.language;
