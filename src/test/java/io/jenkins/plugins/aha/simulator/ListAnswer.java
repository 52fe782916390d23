package io.jenkins.plugins.aha.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Answers lists: {@code page} from 1, {@code per_page} 30 unless given, {@code updated_since}, and the
 * {@code pagination} object (as in the document "custom table records").
 *
 * <p>Not thread-safe: the caller holds the account's monitor.
 */
final class ListAnswer {
    private static final int DEFAULT_PER_PAGE = 30;

    private final Account account;
    private final ApiCall call;
    private final RecordStore store;
    private final RecordAnswer record;

    ListAnswer(Account account, RecordStore store, ApiCall call) {
        this.account = account;
        this.store = store;
        this.call = call;
        this.record = new RecordAnswer(account, store);
    }

    Answer records(StoredRecord product, String table) {
        Collection<StoredRecord> all = store.records(product.id(), table);
        return page("custom_object_records", all, changed(all), one -> record.full(one, RecordAnswer.Links.TOLD));
    }

    Answer features(StoredRecord release) {
        List<StoredRecord> all = store.children(RecordKind.FEATURE, release.id());
        return page("features", all, changed(all), record::brief);
    }

    Answer products() {
        List<StoredRecord> all = List.copyOf(store.all(RecordKind.PRODUCT));
        return page("products", all, all, record::project);
    }

    Answer releases(StoredRecord product) {
        List<StoredRecord> releases = store.all(RecordKind.RELEASE).stream()
                .filter(release -> release.productId().equals(product.id()))
                .toList();
        return page("releases", releases, releases, record::listedRelease);
    }

    private List<StoredRecord> changed(Iterable<StoredRecord> all) {
        String text = call.query("updated_since");
        Instant since = text == null ? Instant.MIN : instant(text);
        boolean inclusive = account.settings().updatedSinceInclusive();
        List<StoredRecord> changed = new ArrayList<>();
        for (StoredRecord one : all) {
            int order = one.updatedAt().compareTo(since);
            if (order > 0 || (order == 0 && inclusive)) {
                changed.add(one);
            }
        }
        return changed;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ApiError(400, "updated_since is not a valid date");
        }
    }

    private Answer page(
            String envelope,
            Collection<StoredRecord> unfiltered,
            List<StoredRecord> all,
            Function<StoredRecord, ObjectNode> printed) {
        Paging paging = account.settings().lists().paging();
        boolean whole = paging == Paging.NO_PAGINATION_OBJECT;
        int asked = call.number("per_page", DEFAULT_PER_PAGE);
        int most = account.settings().lists().mostPerPage();
        if (asked > most && !whole) {
            switch (account.settings().lists().overTheMost()) {
                case REFUSED -> throw ApiError.invalidParameter("per_page", "must be less than or equal to " + most);
                case TIMED_OUT -> {
                    return Answer.html(504, "Gateway Timeout");
                }
                default -> asked = most;
            }
        }
        int perPage = whole ? Math.max(1, all.size()) : asked;
        int current = whole ? 1 : call.number("page", 1);
        int pages = (all.size() + perPage - 1) / perPage;
        ObjectNode answer = Printing.object();
        ArrayNode entries = answer.putArray(envelope);
        long shown = paging == Paging.ENDLESS && pages > 0 ? (current - 1) % pages : current - 1L;
        int from = (int) Math.min(all.size(), shown * perPage);
        all.subList(from, Math.min(all.size(), from + perPage)).forEach(one -> entries.add(printed.apply(one)));
        int counted = paging == Paging.CHANGES_COUNT_ALL ? unfiltered.size() : all.size();
        int last = (counted + perPage - 1) / perPage;
        paging.addTo(answer, counted, paging == Paging.ENDLESS ? current + 1 : last, current);
        return Answer.json(200, answer)
                .after(entries.size() * account.settings().lists().millisPerRecord());
    }
}
