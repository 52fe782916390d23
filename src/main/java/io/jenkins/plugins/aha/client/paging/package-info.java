/**
 * The pages of one list: how many records a page has, which pages are read ahead, and which records came already. They
 * know nothing of requests; {@link io.jenkins.plugins.aha.client.ListPages} uses them.
 */
package io.jenkins.plugins.aha.client.paging;
