package io.jenkins.plugins.aha.operation.context;

import io.jenkins.plugins.aha.client.RecordCreation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The intent of a create, as a note in the operation's journal.
 *
 * @param note the key of the note
 */
@Restricted(NoExternalUse.class)
public record JournaledIntent(Journal journal, String note) implements RecordCreation.Intent {
    @Override
    public Optional<Instant> begun() {
        return journal.read(note).map(Instant::parse);
    }

    /** @throws UncheckedIOException when the note cannot be kept; the request is not sent then */
    @Override
    public void begin(Instant at) {
        try {
            journal.write(note, at.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
