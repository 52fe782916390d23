/**
 * The calls of Aha!'s API, one method each, lists read to their end and creates that happen once. No Jenkins. The entry
 * point is {@link io.jenkins.plugins.aha.client.AhaAccount}.
 */
package io.jenkins.plugins.aha.client;
