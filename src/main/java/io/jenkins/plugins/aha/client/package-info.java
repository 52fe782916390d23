/**
 * How to speak to Aha!: requests, limits, retries, paging, errors and records, without any Jenkins. {@link
 * io.jenkins.plugins.aha.client.AhaAccount} is the door; the source of every shape is Aha!'s REST API reference, pages
 * "Custom table records" and "Custom table record links".
 */
package io.jenkins.plugins.aha.client;
