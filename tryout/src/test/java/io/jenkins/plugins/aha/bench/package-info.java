/**
 * {@code make bench}: how fast the plugin is, and what it costs, in ratios to what is possible.
 *
 * <p>{@link io.jenkins.plugins.aha.bench.Bench} runs one {@link io.jenkins.plugins.aha.bench.Scenario} after the other
 * against a simulator in a process of its own. What a figure is compared with is computed
 * ({@link io.jenkins.plugins.aha.bench.IdealTime}) or run in the same run
 * ({@link io.jenkins.plugins.aha.bench.Rivals}), so that a slow machine is slow for both.
 */
package io.jenkins.plugins.aha.bench;
