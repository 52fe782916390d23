package io.jenkins.plugins.aha.bench;

/**
 * How much of everything a run measures.
 *
 * @param listed records in the table that is listed, and compared with the rivals
 * @param rivalRequests how many requests of a rival are measured at most; the rest of its time is computed from them
 * @param filed records of the large table that is saved to a file
 * @param filedBase records of the small one that it is compared with
 * @param upsertTable records in the table that is upserted into
 * @param upserted records in one upsert
 * @param linked features that a customer is linked to
 * @param builds builds at once, five operations each
 * @param small whether the small things are measured, with JMH
 */
record Sizes(
        int listed,
        int rivalRequests,
        int filed,
        int filedBase,
        int upsertTable,
        int upserted,
        int linked,
        int builds,
        boolean small) {
    /** What the issue asks for. */
    static final Sizes FULL = new Sizes(10_000, 1000, 200_000, 10_000, 10_000, 500, 200, 10, true);
    /** A minute or two, for a first look; of the slowest rival only a part is run. */
    static final Sizes QUICK = new Sizes(10_000, 60, 50_000, 10_000, 4_000, 100, 100, 10, false);
    /** Seconds: whether the harness works. Its times say nothing. */
    static final Sizes SMOKE = new Sizes(400, 10, 600, 200, 400, 5, 7, 2, false);

    /** How many requests it takes to read a table, with the largest pages. */
    static int pages(int records) {
        return Math.max(1, (records + 199) / 200);
    }
}
