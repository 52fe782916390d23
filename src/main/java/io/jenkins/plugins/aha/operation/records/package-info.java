/** Writes records: creates and updates that are verified, and upserts by the values of key fields. */
package io.jenkins.plugins.aha.operation.records;
