package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.CustomTableRecord.Outcome;
import io.jenkins.plugins.aha.operation.context.Journal;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.files.FileCopy;
import io.jenkins.plugins.aha.operation.files.RecordFile;
import io.jenkins.plugins.aha.operation.files.RecordFileException;
import io.jenkins.plugins.aha.operation.files.RowFile;
import io.jenkins.plugins.aha.operation.input.FieldMap;
import io.jenkins.plugins.aha.operation.input.ParameterException;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.values.ValueComparison;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rows of a file of the workspace, which become records part by part: a file of a hundred thousand rows takes no
 * more memory than one of a part. The whole file is checked before anything is written. After a restart this goes on
 * with the part that was under way. Immutable.
 */
final class FileLoad {
    private static final Pattern OUTSIDE = Pattern.compile("^[/~]|[\\\\:]|(^|/)\\.\\.(/|$)");
    private static final String FILE = "loaded file";
    private static final String ROWS = "loaded rows";
    private static final String OUTCOME = "loaded as ";

    private final Parameters parameters;
    private final String path;
    private final RecordFile.Format format;
    private final boolean emptyClears;
    private final boolean dryRun;
    private final List<String> uniqueBy;

    /** Writes the rows part by part. */
    interface Writing {
        /**
         * Prepares to write.
         *
         * @param rows how many rows there are in all
         */
        void begin(int rows) throws IOException, InterruptedException;

        /** Returns the largest number of rows in the next part. */
        int size();

        /** Returns whether all parts can be checked before the first is written. */
        boolean isChecking();

        /** Remembers the rows of a part that was written before a restart. */
        void recall(List<RowFile.Row> rows) throws IOException, InterruptedException;

        /** Checks the rows of a part, and refuses those that cannot be written. */
        void check(List<RowFile.Row> rows) throws IOException, InterruptedException;

        /** @return the records, in the order of the rows */
        List<Map<String, Object>> write(List<RowFile.Row> rows) throws IOException, InterruptedException;
    }

    FileLoad(Parameters parameters, List<String> uniqueBy) {
        this.parameters = parameters;
        this.path = path(parameters, "loadFrom");
        this.format = RecordFile.Format.of(parameters, "loadFrom", path);
        this.emptyClears = parameters.flag("emptyClears", false);
        this.dryRun = parameters.dryRun();
        this.uniqueBy = uniqueBy;
    }

    /** Returns the path of a file in the workspace. */
    static String path(Parameters parameters, String name) {
        String path = parameters.text(name);
        if (OUTSIDE.matcher(path).find()) {
            throw parameters.refuse("takes a file in the workspace for '" + name
                    + "', by its path from there with slashes and without '..', not '" + path + "'");
        }
        return path;
    }

    /**
     * Loads the file.
     *
     * @return how many rows became records
     * @throws RecordFileException when the file cannot be loaded; nothing was written then, but by an earlier run
     */
    int run(OperationContext context, Writing writing) throws IOException, InterruptedException {
        try (FileCopy copy = FileCopy.of(context.workspace().read(path), path, FileCopy.LARGEST)) {
            Journal journal = context.journal();
            int before = journal.read(ROWS).map(Integer::parseInt).orElse(0);
            if (journal.read(FILE)
                    .filter(digest -> !digest.equals(copy.digest()))
                    .isPresent()) {
                throw new RecordFileException(
                        "Could not go on with loading " + path + ": it was changed since its first " + before
                                + " rows were loaded. Load the new file by another build.");
            }
            int all = check(context, copy);
            if (!dryRun && journal.read(FILE).isEmpty()) {
                journal.write(FILE, copy.digest());
            }
            return load(context, copy, all, before, writing);
        }
    }

    /** Returns how many rows there are. */
    private int check(OperationContext context, FileCopy copy) throws IOException {
        int count = 0;
        List<String> known = parameters.warnings();
        long line = 1;
        try (RowFile rows = RowFile.open(format, copy.open(), emptyClears)) {
            if (!rows.leftOut().isEmpty()) {
                context.log()
                        .info("Aha!: left out the columns " + String.join(", ", rows.leftOut()) + " of " + path
                                + ", which Aha! sets itself, or which hold links.");
            }
            try {
                for (RowFile.Row row = rows.next(); row != null; row = rows.next()) {
                    fields(row);
                    count++;
                }
            } catch (RecordFileException e) {
                line = rows.line();
                throw e;
            }
        } catch (RecordFileException e) {
            throw refusal(line, e.getMessage(), e);
        } catch (CharacterCodingException e) {
            throw refusal(copy.lineOfFirstError(), "is not UTF-8 text", e);
        }
        parameters.warnings().stream()
                .filter(warning -> !known.contains(warning))
                .forEach(context.log()::warn);
        return count;
    }

    private RecordFileException refusal(long line, String problem, IOException cause) {
        return new RecordFileException(
                "Could not load " + path + ": line " + line + " " + problem + ". Nothing was written.", cause);
    }

    /** Returns the fields of a row, ready to be sent. */
    private Map<String, Object> fields(RowFile.Row row) throws RecordFileException {
        Map<String, Object> fields;
        try {
            fields = FieldMap.filled(parameters, "loadFrom", row.fields());
        } catch (ParameterException e) {
            throw new RecordFileException("cannot be used: " + e.getMessage().replaceFirst("\\.$", ""), e);
        }
        for (String key : uniqueBy) {
            if (ValueComparison.isEmpty(fields.get(key))) {
                throw new RecordFileException("has no value of '" + key + "', which uniqueBy names");
            }
        }
        return fields;
    }

    private int load(OperationContext context, FileCopy copy, int all, int before, Writing writing)
            throws IOException, InterruptedException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (String outcome : List.of(Outcome.CREATED, Outcome.UPDATED, Outcome.KEPT)) {
            context.journal()
                    .read(OUTCOME + outcome)
                    .ifPresent(count -> outcomes.put(outcome, Integer.parseInt(count)));
        }
        int loaded = before;
        writing.begin(all - before);
        if (writing.isChecking()) {
            try (RowFile rows = RowFile.open(format, copy.open(), emptyClears)) {
                for (int known = 0; known < before; known += writing.size()) {
                    writing.recall(part(rows, Math.min(writing.size(), before - known)));
                }
                for (var next = part(rows, writing.size()); !next.isEmpty(); next = part(rows, writing.size())) {
                    writing.check(next);
                }
            }
        }
        try (RowFile rows = RowFile.open(format, copy.open(), emptyClears)) {
            for (int row = 0; row < before; row++) {
                rows.next();
            }
            for (var next = part(rows, writing.size()); !next.isEmpty(); next = part(rows, writing.size())) {
                context.progress().writingSomeOf(all, loaded);
                for (Map<String, Object> record : write(writing, next, loaded)) {
                    outcomes.merge(String.valueOf(record.get(Outcome.KEY)), 1, Integer::sum);
                }
                loaded += next.size();
                if (!dryRun) {
                    note(context.journal(), copy.digest(), loaded, outcomes);
                }
            }
        }
        context.log()
                .info("Aha!: " + (dryRun ? "would have loaded " : "loaded ") + loaded + " records from " + path
                        + (loaded == 0
                                ? ""
                                : ": "
                                        + outcomes.entrySet().stream()
                                                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                                                .collect(Collectors.joining(", "))));
        return loaded;
    }

    private List<RowFile.Row> part(RowFile rows, int size) throws IOException {
        List<RowFile.Row> next = new ArrayList<>();
        while (next.size() < size) {
            RowFile.Row row = rows.next();
            if (row == null) {
                break;
            }
            next.add(new RowFile.Row(row.line(), fields(row)));
        }
        return next;
    }

    private List<Map<String, Object>> write(Writing writing, List<RowFile.Row> rows, int before)
            throws IOException, InterruptedException {
        try {
            return writing.write(rows);
        } catch (AhaException e) {
            // A file's records are no result of the step, so what was done of them is none of its failure.
            String loaded =
                    " The " + before + " rows before line " + rows.get(0).line() + " of " + path + " had been loaded.";
            throw new AhaException(e.getMessage() + (before == 0 ? "" : loaded), e);
        }
    }

    /** One note for all rows so far, in place of those of each: the notes of a large file need not be kept. */
    private static void note(Journal journal, String digest, int loaded, Map<String, Integer> outcomes)
            throws IOException {
        Map<String, String> notes = new TreeMap<>(Map.of(FILE, digest, ROWS, String.valueOf(loaded)));
        outcomes.forEach((outcome, count) -> notes.put(OUTCOME + outcome, String.valueOf(count)));
        journal.replaceAll(notes);
    }
}
