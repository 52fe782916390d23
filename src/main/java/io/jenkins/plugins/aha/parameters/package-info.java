/** Build parameters whose values are chosen from Aha!. */
package io.jenkins.plugins.aha.parameters;
