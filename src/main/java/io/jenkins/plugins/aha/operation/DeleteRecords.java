package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.AhaClient;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.operation.context.Batch;
import io.jenkins.plugins.aha.operation.context.Change;
import io.jenkins.plugins.aha.operation.context.DryRun;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.context.Subject;
import io.jenkins.plugins.aha.operation.input.IfMissing;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.RecordIds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** {@code ahaDeleteRecord}: deletes records by their ids. */
final class DeleteRecords implements Operation {
    private static final String BEGUN = "begun";
    private static final String DELETED = "deleted";
    private static final String MISSING = "missing";

    private final List<String> ids;
    private final IfMissing ifMissing;
    private final boolean dryRun;

    DeleteRecords(Parameters parameters) {
        ids = parameters.ids("id");
        ifMissing = parameters.choice("ifMissing", IfMissing.class);
        dryRun = parameters.dryRun();
    }

    /**
     * Returns the ids of the records that this step deleted, in the order given. After a restart they include records
     * that are gone and that it was about to delete: whether it deleted them cannot be known, so they are logged as
     * probable.
     */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        if (ids.isEmpty()) {
            context.log().info("Aha!: no records to delete, the list of ids is empty.");
        }
        List<String> deleted = new Batch<>(
                        context, ids, Batch.WRITING, (String id) -> delete(context, id), id -> "record " + id)
                .run();
        return deleted.stream().filter(Objects::nonNull).collect(Collectors.toCollection(ArrayList::new));
    }

    private String delete(OperationContext context, String id) throws IOException, InterruptedException {
        if (dryRun) {
            if (!id.equals(RecordIds.DRY_RUN)) {
                return find(context, id);
            }
            DryRun.info(context, "delete record " + id);
            return id;
        }
        String key = "delete " + id;
        String before = context.journal().read(key).orElse("");
        if (before.equals(DELETED)) {
            return id;
        }
        AhaClient client = context.client();
        context.journal().write(key, before.equals(MISSING) ? MISSING : BEGUN);
        String outcome = DELETED;
        try {
            delete(client, id);
        } catch (AhaException e) {
            if (e.getReason() != AhaException.Reason.NOT_FOUND) {
                throw e;
            }
            if (!before.equals(BEGUN)) {
                context.journal().write(key, MISSING);
                return missing(context, id, e);
            }
            // Before the restart the request may have been sent, and its end was not noted.
            outcome = "probably deleted";
            context.log()
                    .info("Aha!: record " + id
                            + " is gone. This step was about to delete it before Jenkins was restarted,"
                            + " and probably did; only if it had been gone before that, it was not this step.");
        }
        Change change = new Change(
                client.account().time().now(),
                Change.DELETE,
                Subject.record(id, context.names().of(id)),
                outcome);
        context.log().info(change.toLine());
        context.changed(change);
        context.journal().write(key, DELETED);
        return id;
    }

    /** A 404 after a try without answer may be that of a proxy: it counts when Aha! does not show the record either. */
    private static void delete(AhaClient client, String id) throws AhaException, InterruptedException {
        if (!client.delete(id)) {
            try {
                client.get(id);
                client.delete(id);
            } catch (AhaException e) {
                if (e.getReason() != AhaException.Reason.NOT_FOUND) {
                    throw e;
                }
            }
        }
    }

    private String find(OperationContext context, String id) throws IOException, InterruptedException {
        Subject record;
        try {
            record = Subject.of(context.client().get(id), null, List.of());
        } catch (AhaException e) {
            if (e.getReason() != AhaException.Reason.NOT_FOUND) {
                throw e;
            }
            return missing(context, id, e);
        }
        DryRun.info(context, "delete " + record);
        return id;
    }

    private String missing(OperationContext context, String id, AhaException notFound) throws AhaException {
        if (ifMissing == IfMissing.FAIL) {
            throw notFound;
        }
        context.log().info("Aha!: record " + id + " does not exist (any more); skipped.");
        return null;
    }
}
