package io.jenkins.plugins.aha.bench;

/**
 * What the server counted.
 *
 * @param requests that arrived, refused ones too
 * @param refused with 429
 */
record Tally(int requests, int refused) {}
