package io.jenkins.plugins.aha.client;

import java.util.List;

/**
 * One page of a listing.
 *
 * @param items what the page holds, in Aha!'s order
 * @param totalPages how many pages there are by Aha!'s count, 0 for an empty list; 1 when the answer has no pagination
 *     object, which means that everything came at once (notes on the API, §3)
 * @param <T> records of a custom table, or references
 */
public record RecordPage<T>(List<T> items, int totalPages) {}
