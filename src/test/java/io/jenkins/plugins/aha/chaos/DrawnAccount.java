package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.DemoWorld;
import io.jenkins.plugins.aha.simulator.EmptyingLinks;
import io.jenkins.plugins.aha.simulator.ErrorShape;
import io.jenkins.plugins.aha.simulator.IdForm;
import io.jenkins.plugins.aha.simulator.LinksInAnswers;
import io.jenkins.plugins.aha.simulator.OnUnknown;
import io.jenkins.plugins.aha.simulator.OverTheMost;
import io.jenkins.plugins.aha.simulator.Paging;
import io.jenkins.plugins.aha.simulator.RecordKind;
import io.jenkins.plugins.aha.simulator.ShownForm;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/** An account of Aha! that differs from what is documented in as many ways as a seed draws. Immutable. */
final class DrawnAccount {
    /** So many more than one page has. */
    private static final int MORE_THAN_A_PAGE = 30;

    private final Set<ShownForm> forms = EnumSet.noneOf(ShownForm.class);
    private final Paging paging;
    private final int mostPerPage;
    private final OverTheMost overTheMost;
    private final long millisPerRecord;
    private final OnUnknown unknownIds;
    private final OnUnknown unknownChoices;
    private final boolean danglingLinks;
    private final boolean linksTouchUpdatedAt;
    private final boolean sinceInclusive;
    private final IdForm ids;
    private final LinksInAnswers linksInAnswers;
    private final EmptyingLinks emptyingLinks;
    private final ErrorShape errors;

    DrawnAccount(long seed) {
        Random random = new Random(seed);
        for (ShownForm form : ShownForm.values()) {
            if (random.nextBoolean()) {
                forms.add(form);
            }
        }
        paging = one(random, Paging.values());
        overTheMost = one(random, OverTheMost.values());
        mostPerPage = random.nextBoolean() ? 200 : 50;
        boolean slow = random.nextInt(5) == 0;
        // Who ignores paging sends the whole list however little is asked for: when that takes longer than the
        // time-out,
        // no request can read it, and there is nothing to cope with.
        millisPerRecord = slow && paging != Paging.NO_PAGINATION_OBJECT ? 2 : 0;
        unknownIds = one(random, OnUnknown.values());
        unknownChoices = one(random, OnUnknown.values());
        danglingLinks = random.nextBoolean();
        linksTouchUpdatedAt = random.nextBoolean();
        sinceInclusive = random.nextBoolean();
        ids = one(random, IdForm.values());
        linksInAnswers = one(random, LinksInAnswers.values());
        emptyingLinks = one(random, EmptyingLinks.values());
        errors = one(random, ErrorShape.values());
    }

    private static <T> T one(Random random, T[] of) {
        return of[random.nextInt(of.length)];
    }

    Set<ShownForm> forms() {
        return forms;
    }

    boolean shows(ShownForm form) {
        return forms.contains(form);
    }

    /**
     * @param callers have a release each
     */
    void apply(AhaSimulator aha, int callers) {
        DemoWorld.populate(aha);
        DemoWorld.fill(aha, mostPerPage + MORE_THAN_A_PAGE);
        aha.state().seed(RecordKind.RELEASE, "9000000000000000002", "PRJ1", "PRJ1-R-2", "Second release", null);
        for (int caller = 0; caller < callers; caller++) {
            String id = String.valueOf(9_000_000_000_000_000_100L + caller);
            aha.state().seed(RecordKind.RELEASE, id, "PRJ1", Ledger.releaseOf(caller), "A caller's own", null);
        }
        aha.settings().values().show(forms.toArray(ShownForm[]::new)).unknownChoices(unknownChoices);
        aha.settings().lists().paging(paging).perPage(mostPerPage, overTheMost).millisPerRecord(millisPerRecord);
        aha.settings()
                .unknownLinkIds(unknownIds)
                .danglingLinks(danglingLinks)
                .linksTouchUpdatedAt(linksTouchUpdatedAt)
                .updatedSinceInclusive(sinceInclusive)
                .idForm(ids)
                .linksInAnswers(linksInAnswers)
                .emptyingLinks(emptyingLinks)
                .errorShape(errors);
    }

    /** What was drawn, in one line. */
    @Override
    public String toString() {
        return String.join(
                ", ",
                forms.toString(),
                "paging " + paging,
                "at most " + mostPerPage + " a page, else " + overTheMost,
                millisPerRecord + " ms a record",
                "unknown ids " + unknownIds,
                "unknown choices " + unknownChoices,
                danglingLinks ? "dangling links" : "no dangling links",
                "ids " + ids,
                "links in answers " + linksInAnswers,
                "emptied by " + emptyingLinks,
                "errors " + errors);
    }
}
