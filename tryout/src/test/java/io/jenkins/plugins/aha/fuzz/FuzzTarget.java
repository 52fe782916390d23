package io.jenkins.plugins.aha.fuzz;

import java.util.Locale;

/** Everything that parses what others wrote, in groups of what is reached through one entry point. */
enum FuzzTarget {
    ANSWERS("every call's answer: AnswerBody, AnswerJson, RecordJson, FieldJson, User", 80, new AnswersCase()),
    REFUSALS("error bodies and web pages: ErrorBody, PlainText", 100, new RefusalsCase()),
    WAITS("Retry-After, X-Ratelimit-*, Date: RateLimitHeaders, ServerClock", 40, new WaitsCase()),
    PAGES("pagination: RecordPages, a release's features", 40, new PagesCase()),
    CREATION("the search for a lost record: RecordCreation, LostRecordSearch, Timestamps", 10, new CreationCase()),
    PARAMETERS("any value for any parameter of any step: Invocation, FieldInput, TimeParameter", 130, new ParametersCase()),
    REFERENCES("references: Reference, Kind, ahaReferences", 240, new ReferencesCase()),
    FILES("records as CSV, JSON and JSON lines, read back", 6, new FilesCase()),
    JOURNALS("journals, torn and rubbish: JournalFile", 2, new JournalsCase()),
    ADDRESSES("sites' URLs, User-Agent, parts of paths: AccountSettings, Request", 240, new AddressesCase()),
    VALUES("equality of field values: ValueComparison, NormalForm, RecordFilter", 132, new ValuesCase());

    private final String what;
    private final int perMille;
    private final FuzzCase fuzzCase;

    FuzzTarget(String what, int perMille, FuzzCase fuzzCase) {
        this.what = what;
        this.perMille = perMille;
        this.fuzzCase = fuzzCase;
    }

    /** How many of so many cases are for this one: quick ones get more. */
    long shareOf(long cases) {
        return cases * perMille / 1_000;
    }

    /** Whether every case ends alike: a refusal is no value, and a journal refuses nothing. */
    boolean hasOneEnding() {
        return this == REFUSALS || this == JOURNALS || this == FILES || this == VALUES;
    }

    /** Which parsers it reaches. */
    String what() {
        return what;
    }

    /** Tries what the bytes decide, and throws when that ends in anything but a value or a typed error. */
    FuzzCase.Ending run(byte[] bytes) throws Exception {
        return fuzzCase.run(new Choices(bytes));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
