/** Reads what users write as parameters of a step: texts, ids, keys, moments and values of fields. */
package io.jenkins.plugins.aha.operation.input;
