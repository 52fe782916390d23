package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.Reference;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentLinksTest {
    private static final Reference RELEASE = new Reference(Kind.RELEASE, "PRJ1-R-1");

    private final VirtualTime time = new VirtualTime();
    private final RecentLinks links = new RecentLinks(time);

    @Test
    void aListThatWasReplacedIsKnownForAWhile() {
        links.written(RELEASE, "customers", List.of("1", "2"), List.of("1", "2", "3"));
        Optional<List<String>> latest = Optional.of(List.of("1", "2", "3"));
        assertEquals(latest, links.newerThan(RELEASE, "customers", List.of("2", "1")));
        assertEquals(Optional.empty(), links.newerThan(RELEASE, "customers", List.of("1", "2", "3")));
        assertEquals(Optional.empty(), links.newerThan(RELEASE, "customers", List.of("9")));
        assertEquals(Optional.empty(), links.newerThan(RELEASE, "partners", List.of("1", "2")));
        assertEquals(Optional.empty(), links.newerThan(Reference.toRecord("1"), "customers", List.of("1", "2")));
        time.pass(Duration.ofSeconds(30));
        assertEquals(latest, links.newerThan(RELEASE, "customers", List.of("1", "2")));
        time.pass(Duration.ofNanos(1));
        assertEquals(Optional.empty(), links.newerThan(RELEASE, "customers", List.of("1", "2")));
    }

    /** Records that are deleted go from all lists, also from those that an old replica shows. */
    @Test
    void aListThatWasReplacedIsOldAlsoLessWhatWasDeleted() {
        links.written(RELEASE, "customers", List.of("gone", "kept"), List.of("kept", "added"));
        Optional<List<String>> latest = Optional.of(List.of("kept", "added"));
        assertEquals(latest, links.newerThan(RELEASE, "customers", List.of("gone", "kept")));
        assertEquals(latest, links.newerThan(RELEASE, "customers", List.of("kept")));
        for (List<String> changed :
                List.of(List.<String>of(), List.of("gone"), List.of("kept", "other"), List.of("added"))) {
            assertEquals(Optional.empty(), links.newerThan(RELEASE, "customers", changed), changed::toString);
        }
    }

    @Test
    void aListThatCameBackIsNotOld() {
        links.written(RELEASE, "customers", List.of(), List.of("1"));
        links.written(RELEASE, "customers", List.of("1"), List.of());
        assertEquals(Optional.empty(), links.newerThan(RELEASE, "customers", List.of()));
        assertEquals(Optional.of(List.of()), links.newerThan(RELEASE, "customers", List.of("1")));
    }

    @Test
    void eachOldListAgesOnItsOwn() {
        links.written(RELEASE, "customers", List.of(), List.of("1"));
        time.pass(Duration.ofSeconds(20));
        links.written(RELEASE, "customers", List.of("1"), List.of("1", "2"));
        time.pass(Duration.ofSeconds(20));
        assertEquals(Optional.empty(), links.newerThan(RELEASE, "customers", List.of()));
        assertEquals(Optional.of(List.of("1", "2")), links.newerThan(RELEASE, "customers", List.of("1")));
    }
}
