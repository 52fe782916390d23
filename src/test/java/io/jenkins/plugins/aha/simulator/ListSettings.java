package io.jenkins.plugins.aha.simulator;

/** How lists are answered: a part of {@link SimulatorSettings}, with the same rules. Thread-safe. */
public final class ListSettings {
    private volatile Paging paging = Paging.NORMAL;
    private volatile int mostPerPage = 200;
    private volatile OverTheMost overTheMost = OverTheMost.CUT;
    private volatile long millisPerRecord;

    ListSettings() {}

    /** How lists are paged; {@link Paging#NORMAL} unless set. */
    public ListSettings paging(Paging newPaging) {
        paging = newPaging;
        return this;
    }

    /** How many records a page has at most, and what becomes of a request for more; 200, and cut, unless set. */
    public ListSettings perPage(int most, OverTheMost over) {
        mostPerPage = most;
        overTheMost = over;
        return this;
    }

    /** How many milliseconds each record of a page makes its list slower; 0 unless set. */
    public ListSettings millisPerRecord(long millis) {
        millisPerRecord = millis;
        return this;
    }

    Paging paging() {
        return paging;
    }

    int mostPerPage() {
        return mostPerPage;
    }

    OverTheMost overTheMost() {
        return overTheMost;
    }

    long millisPerRecord() {
        return millisPerRecord;
    }
}
