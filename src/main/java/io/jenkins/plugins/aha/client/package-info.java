/**
 * The calls of Aha!'s API, one method each in {@link io.jenkins.plugins.aha.client.AhaClient}, and what makes them
 * reliable: lists read to their end, creates that happen once, the memory of recent writes, the index of a table's
 * keys. No Jenkins. The entry point is {@link io.jenkins.plugins.aha.client.AhaAccount}.
 */
package io.jenkins.plugins.aha.client;
