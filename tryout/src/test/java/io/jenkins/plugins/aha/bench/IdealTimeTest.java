package io.jenkins.plugins.aha.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.aha.http.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdealTimeTest {
    private final IdealTime ideal = new IdealTime(Limits.DOCUMENTED, Duration.ofMillis(100));

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    @Test
    void whatFitsIntoASecondTakesTheLatency() {
        assertEquals(millis(0), ideal.of());
        assertEquals(millis(100), ideal.of(1));
        assertEquals(millis(100), ideal.of(20));
    }

    @Test
    void everyTwentyMoreTakeASecond() {
        assertEquals(millis(1200), ideal.of(21));
        assertEquals(millis(1200), ideal.of(40));
        assertEquals(millis(2300), ideal.of(50));
        assertEquals(millis(10_000), ideal.of(200));
    }

    @Test
    void moreThanThreeHundredTakeAMinute() {
        assertEquals(millis(60_200), ideal.of(301));
        assertEquals(millis(120_300), ideal.of(601));
    }

    @Test
    void aRoundWaitsForTheAnswersOfTheOneBefore() {
        assertEquals(millis(200), ideal.of(1, 19));
        assertEquals(millis(1200), ideal.of(1, 20), "the second is over later than the answer is there");
    }

    /** A bulk just over a number of whole minutes waits one more for its last requests. */
    @Test
    void aLargeBulkThatLeavesATenthOfEachMinuteTakesATenthAndALittleLonger() {
        IdealTime leaving = new IdealTime(new Limits(20, 270), Duration.ofMillis(100));
        assertEquals(1.12, Setting.ratio(leaving.of(5_000), ideal.of(5_000)), 0.005);
        assertEquals(leaving.of(269), ideal.of(269));
        assertEquals(1.64, Setting.ratio(leaving.of(1, 49, 500), ideal.of(1, 49, 500)), 0.005);
    }

    @Test
    void otherLimitsCount() {
        assertEquals(millis(60_000), new IdealTime(new Limits(1, 3), Duration.ZERO).of(4));
    }
}
