package io.jenkins.plugins.aha.values;

import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.util.ArrayList;
import java.util.List;

/** Compares notes, which are sent as plain text or HTML and shown as HTML. Stateless. */
final class NoteComparison {
    private NoteComparison() {}

    /** Plain lines become paragraphs, tags are renamed and attributes go; a link's address stays what it is. */
    static Result compare(String sent, String shown) {
        List<NoteText> wanted = new ArrayList<>(List.of(NoteText.ofPlain(sent), NoteText.ofHtml(sent, true)));
        if (NoteText.hasTags(sent)) {
            wanted.add(NoteText.ofHtml(sent, false));
        }
        List<NoteText> read = new ArrayList<>(List.of(NoteText.ofHtml(shown, true)));
        if (NoteText.hasTags(shown)) {
            read.add(NoteText.ofHtml(shown, false));
        }
        Result result = Result.ANOTHER_VALUE;
        for (NoteText one : wanted) {
            for (NoteText other : read) {
                boolean sameWords =
                        one.words().equals(other.words()) || ValueComparison.isCut(one.words(), other.words());
                result = result.or(
                        one.lines().equals(other.lines())
                                ? Result.SAME
                                : sameWords ? Result.ANOTHER_FORM : Result.ANOTHER_VALUE);
            }
        }
        boolean stripped = NoteText.withoutAnyTag(sent).equals(read.get(0).words());
        return stripped ? result.or(Result.ANOTHER_FORM) : result;
    }
}
