package io.jenkins.plugins.aha.simulator;

/**
 * The switches of an {@link AhaSimulator}: each stands for something that Aha! does, or may do, differently.
 *
 * <p>Setters return this object, may be called at any time and hold from the next request on. Thread-safe.
 */
public final class SimulatorSettings {
    private final ValueSettings values = new ValueSettings();
    private final ListSettings lists = new ListSettings();
    private volatile IdForm idForm = IdForm.STRINGS;
    private volatile OnUnknown unknownFields = OnUnknown.IGNORED;
    private volatile OnUnknown unknownLinkIds = OnUnknown.IGNORED;
    private volatile EmptyingLinks emptyingLinks = EmptyingLinks.BLANK_STRING_ONLY;
    private volatile LinksInAnswers linksInAnswers = LinksInAnswers.AS_IN_DOCUMENTS;
    private volatile boolean danglingLinks;
    private volatile boolean customTables = true;
    private volatile ErrorShape errorShape = ErrorShape.ERROR;
    private volatile boolean linksTouchUpdatedAt = true;
    private volatile boolean updatedSinceInclusive;
    private volatile long staleMillis;
    private volatile int staleReads;
    private volatile long latencyMillis;
    private volatile boolean frozen;
    private volatile String siteUrl = "http://company.aha.io";

    SimulatorSettings() {}

    /** How values of custom fields are shown, and which are kept. */
    public ValueSettings values() {
        return values;
    }

    /** How lists are answered. */
    public ListSettings lists() {
        return lists;
    }

    /** How ids are printed; {@link IdForm#STRINGS} unless set. */
    public SimulatorSettings idForm(IdForm form) {
        idForm = form;
        return this;
    }

    /** What becomes of unknown custom field and link field keys; ignored unless set. */
    public SimulatorSettings unknownFields(OnUnknown unknown) {
        unknownFields = unknown;
        return this;
    }

    /** What becomes of ids of no known record, or of another table than the link field's; ignored unless set. */
    public SimulatorSettings unknownLinkIds(OnUnknown unknown) {
        unknownLinkIds = unknown;
        return this;
    }

    /** What empties a link field; {@link EmptyingLinks#BLANK_STRING_ONLY} unless set. */
    public SimulatorSettings emptyingLinks(EmptyingLinks emptying) {
        emptyingLinks = emptying;
        return this;
    }

    /** Whether answers to writes contain the links; {@link LinksInAnswers#AS_IN_DOCUMENTS} unless set. */
    public SimulatorSettings linksInAnswers(LinksInAnswers links) {
        linksInAnswers = links;
        return this;
    }

    /** How lists are paged; {@link Paging#NORMAL} unless set. */
    public SimulatorSettings paging(Paging newPaging) {
        lists.paging(newPaging);
        return this;
    }

    /** The body of 400, 403, 404 and 422 answers; {@link ErrorShape#ERROR} unless set. */
    public SimulatorSettings errorShape(ErrorShape shape) {
        errorShape = shape;
        return this;
    }

    /** Whether links go on naming records that were deleted; false unless set. */
    public SimulatorSettings danglingLinks(boolean stay) {
        danglingLinks = stay;
        return this;
    }

    /** Whether the account's plan has custom tables; if not, their paths are unknown. True unless set. */
    public SimulatorSettings customTables(boolean available) {
        customTables = available;
        return this;
    }

    /** Whether a changed link changes {@code updated_at}, which is not documented; true unless set. */
    public SimulatorSettings linksTouchUpdatedAt(boolean touch) {
        linksTouchUpdatedAt = touch;
        return this;
    }

    /** Whether {@code updated_since} includes that very moment, which is not documented; false unless set. */
    public SimulatorSettings updatedSinceInclusive(boolean inclusive) {
        updatedSinceInclusive = inclusive;
        return this;
    }

    /** For how many milliseconds after a write GET and list serve the state before it; 0 unless set. */
    public SimulatorSettings staleMillis(long millis) {
        staleMillis = millis;
        return this;
    }

    /** For how many reads after a write GET and list serve the state before it; 0 unless set. */
    public SimulatorSettings staleReads(int reads) {
        staleReads = reads;
        return this;
    }

    /** How many milliseconds every request waits before anything is done about it; 0 unless set. */
    public SimulatorSettings latencyMillis(long millis) {
        latencyMillis = millis;
        return this;
    }

    /**
     * Whether every GET is answered as it was the first time, which costs next to nothing: for measuring how fast a
     * client reads. False unless set.
     */
    public SimulatorSettings frozen(boolean repeat) {
        frozen = repeat;
        return this;
    }

    /** The start of every {@code url} and {@code resource} in answers: the documents' host, never the simulator's. */
    public SimulatorSettings siteUrl(String url) {
        siteUrl = url;
        return this;
    }

    IdForm idForm() {
        return idForm;
    }

    OnUnknown unknownFields() {
        return unknownFields;
    }

    OnUnknown unknownLinkIds() {
        return unknownLinkIds;
    }

    EmptyingLinks emptyingLinks() {
        return emptyingLinks;
    }

    LinksInAnswers linksInAnswers() {
        return linksInAnswers;
    }

    boolean danglingLinks() {
        return danglingLinks;
    }

    boolean customTables() {
        return customTables;
    }

    ErrorShape errorShape() {
        return errorShape;
    }

    boolean linksTouchUpdatedAt() {
        return linksTouchUpdatedAt;
    }

    boolean updatedSinceInclusive() {
        return updatedSinceInclusive;
    }

    long staleMillis() {
        return staleMillis;
    }

    int staleReads() {
        return staleReads;
    }

    long latencyMillis() {
        return latencyMillis;
    }

    boolean frozen() {
        return frozen;
    }

    String siteUrl() {
        return siteUrl;
    }
}
