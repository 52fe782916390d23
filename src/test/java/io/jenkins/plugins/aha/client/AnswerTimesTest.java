package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {
    private final AnswerTimes times = new AnswerTimes();

    private void add(int count, long time) {
        IntStream.range(0, count).forEach(one -> times.add(time));
    }

    @Test
    void nothingIsKnownBeforeTwentyAnswers() {
        add(19, 100);
        assertEquals(0, times.spared());
        add(1, 100);
        assertEquals(50, times.spared());
    }

    @Test
    void halfOfTheQuickestIsTheMost() {
        add(19, 100);
        times.add(140);
        assertEquals(50, times.spared(), "twice 100 less 140 would be 60");
    }

    @Test
    void whatAnswersDifferByIsNotSpared() {
        add(19, 100);
        times.add(170);
        assertEquals(30, times.spared());
    }

    @Test
    void nothingIsSparedWhileAnswersDifferMuch() {
        add(19, 100);
        times.add(200);
        assertEquals(0, times.spared());
        times.add(900);
        assertEquals(0, times.spared());
    }

    @Test
    void afterARefusalAllIsLearntAnew() {
        add(20, 100);
        times.forget();
        assertEquals(0, times.spared());
        add(19, 200);
        assertEquals(0, times.spared());
        add(1, 200);
        assertEquals(100, times.spared());
    }

    @Test
    void oldAnswersAreForgotten() {
        add(5, 900);
        add(20, 100);
        assertEquals(50, times.spared());
        add(19, 10);
        assertEquals(0, times.spared(), "one of 100 is left");
        add(1, 10);
        assertEquals(5, times.spared());
    }
}
