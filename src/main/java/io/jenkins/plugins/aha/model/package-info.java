/**
 * What Aha! holds and how it is written as JSON: records, pages of them, references, kinds, errors. No Jenkins. The
 * shapes are those of Aha!'s REST API reference, pages "Custom table records" and "Custom table record links".
 */
package io.jenkins.plugins.aha.model;
