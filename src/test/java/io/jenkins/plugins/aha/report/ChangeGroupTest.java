package io.jenkins.plugins.aha.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.Subject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which rows are shown below one heading. */
class ChangeGroupTest {
    private static ChangeRow row(int second, String operation, String kind, String table, String step) {
        Subject subject = new Subject(kind, table, "", String.valueOf(second), "", "");
        return new ChangeRow(new Change(Instant.ofEpochSecond(second), operation, subject, "done"), step, "", "");
    }

    private static List<List<String>> groups(ChangeRow... rows) {
        return ChangeGroup.of(List.of(rows)).stream()
                .map(group -> group.getRows().stream().map(ChangeRow::getId).toList())
                .toList();
    }

    @Test
    void whatOneStepDidWithinAMinuteIsOneGroupAlsoBesideAnother() {
        assertEquals(
                List.of(List.of("0", "2", "59"), List.of("1", "3"), List.of("60")),
                groups(
                        row(0, "create", "record", "customers", "ahaCreateRecord"),
                        row(1, "create", "record", "builds", "ahaCreateRecord"),
                        row(2, "create", "record", "customers", "ahaCreateRecord"),
                        row(3, "create", "record", "builds", "ahaCreateRecord"),
                        row(59, "create", "record", "customers", "ahaCreateRecord"),
                        row(60, "create", "record", "customers", "ahaCreateRecord")));
    }

    @Test
    void linksOfAllKindsAreOneGroupAndWhatDiffersInAnythingElseIsNot() {
        assertEquals(
                List.of(List.of("0", "1"), List.of("2"), List.of("3")),
                groups(
                        row(0, "link", "release", "", "ahaLinkRecords"),
                        row(1, "link", "feature", "", "ahaLinkRecords"),
                        row(2, "update", "record", "customers", "ahaUpdateRecord"),
                        row(3, "update", "record", "customers", "ahaCreateRecord")));
    }

    @Test
    void aGroupTakesTheTimeOfItsFirstRow() {
        List<ChangeGroup> groups = ChangeGroup.of(Stream.of(5, 6)
                .map(second -> row(second, "link", "idea", "", "s"))
                .toList());
        assertEquals("1970-01-01T00:00:05Z", groups.get(0).getFirst().getTime());
    }
}
