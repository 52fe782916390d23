/**
 * What an API key can see of its account: products, releases, fields, tables. For forms, which ask little and wait
 * briefly; builds do not need it.
 */
package io.jenkins.plugins.aha.client.discovery;
