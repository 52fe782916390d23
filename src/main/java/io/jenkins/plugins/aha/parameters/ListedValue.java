package io.jenkins.plugins.aha.parameters;

/**
 * A value that the form of a build offers.
 *
 * @param value what the build gets
 * @param label what people see; one line, as Aha! has it, not escaped
 */
record ListedValue(String value, String label) {}
