package io.jenkins.plugins.aha.simulator;

import java.time.Instant;

/** A user as printed in {@code created_by_user} and in {@code GET /me}. Immutable. */
public record AhaUser(String id, String name, String email, Instant createdAt) {
    private static final Instant JOINED = Instant.parse("2019-01-01T00:00:00Z");

    /** The user who creates custom table records in the documents, and the owner of tokens of no other. */
    public static final AhaUser MARY_HUMPTY = new AhaUser("1020675218", "Mary Humpty", "no-reply@aha.io", JOINED);

    /** The user who created the documents' release and feature. */
    public static final AhaUser JOHN_SMITH = new AhaUser("16338845", "John Smith", "no-reply@aha.io", JOINED);
}
