package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The index against a plain model: what it finds is what reading the whole table at that moment would find. */
class TableHistoriesTest {
    @Test
    void anIndexAnswersAsTheWholeTableWould() throws Exception {
        run(20_261_127, 500);
    }

    /** Our own write's answer tells that the record is elsewhere; a replica that lags still shows it here. */
    @Test
    void aRecordThatMovedAwayBeforeOurWriteIsNotFoundHere() throws Exception {
        new TableHistory(20_262_543).run();
    }

    /** Replicas that do not agree on the order of a list, while a record leaves it, hide another one that stays. */
    @Test
    void aTableWhoseCountChangedWhileItWasReadIsNotRemembered() throws Exception {
        new TableHistory(20_287_463).run();
    }

    /** A record that someone else made just now moves others between pages, also where a build updated it since. */
    @Test
    void aTableToWhichARecordCameJustNowIsNotRememberedThoughItWasUpdatedFromHere() throws Exception {
        new TableHistory(1_795_839_668_316L).run();
    }

    /** With {@code make chaos}. */
    @Test
    @Tag("chaos")
    void aLongRunOfTheIndexAnswersAsTheWholeTableWould() throws Exception {
        run(Long.getLong("aha.chaos.seed", System.currentTimeMillis()), 100_000);
    }

    private static void run(long seed, int histories) throws Exception {
        int answers = 0;
        int readings = 0;
        for (long number = 0; number < histories; number++) {
            TableHistory history = new TableHistory(seed + number);
            try {
                history.run();
            } catch (AssertionError wrong) {
                throw new AssertionError("History " + (seed + number) + ": " + wrong.getMessage(), wrong);
            }
            answers += history.answers();
            readings += history.readings();
        }
        System.out.println(histories + " histories: " + answers + " answers of the index, " + readings + " readings");
        assertTrue(answers > histories, "The index answered only " + answers + " times");
        assertTrue(readings > histories, "The table was read only " + readings + " times");
    }
}
