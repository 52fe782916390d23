package io.jenkins.plugins.aha.client;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.ValueComparison;
import java.time.Duration;
import java.util.Map;

/** A record that was just written, also where the answer to the write leaves out its fields. Stateless. */
final class ReadBack {
    private ReadBack() {}

    /**
     * Returns the record that a write answered; where the answer leaves out the fields, as it is read until it is as
     * new as the write, or no replica should lag behind any more.
     *
     * @param answered null for an empty answer
     * @param sent the fields that were written
     */
    static CustomTableRecord whole(AhaClient client, String id, CustomTableRecord answered, Map<String, Object> sent)
            throws AhaException, InterruptedException {
        boolean cleared = sent.values().stream().allMatch(ValueComparison::isEmpty);
        if (answered != null && (cleared || !answered.fields().isEmpty())) {
            return answered;
        }
        CustomTableRecord read = read(client, id, answered);
        for (Duration pause : RecentWrites.LOOKS) {
            if (read != null
                    && (answered != null && RecentWrites.isAsNew(read, answered)
                            || client.account().knownForms().allSame(sent, read))) {
                break;
            }
            client.account().time().sleep(pause);
            read = read(client, id, answered);
        }
        return read == null ? answered : read;
    }

    /** Returns null when it was just created and the replica that answers does not have it. */
    private static CustomTableRecord read(AhaClient client, String id, CustomTableRecord answered)
            throws AhaException, InterruptedException {
        try {
            return client.get(id);
        } catch (AhaException missing) {
            if (answered == null || missing.getReason() != AhaException.Reason.NOT_FOUND) {
                throw missing;
            }
            return null;
        }
    }
}
