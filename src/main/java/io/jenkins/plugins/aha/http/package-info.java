/**
 * Requests to Aha! and their answers: sent over OkHttp within the account's limits, repeated where that does no harm.
 * No Jenkins.
 */
package io.jenkins.plugins.aha.http;
