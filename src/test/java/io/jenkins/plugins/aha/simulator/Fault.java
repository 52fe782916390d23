package io.jenkins.plugins.aha.simulator;

/**
 * Something that goes wrong with one request, on demand.
 *
 * <p>"Stored" means that a POST, PUT or DELETE was carried out as if all were well; a GET stores nothing in any case.
 */
public enum Fault {
    /** Nothing goes wrong: the request is answered as usual. Stored. For a place in a queue of faults. */
    NONE(true),
    /** The connection is closed before anything is done, without a byte of an answer. Not stored. */
    DROPPED_BEFORE_STORING(false),
    /** The connection is closed after the work is done, without a byte of an answer. Stored. */
    DROPPED_AFTER_STORING(true),
    /** 500 with a JSON error, as after a deadlock in Aha!'s database. Not stored. */
    SERVER_ERROR_BEFORE_STORING(false),
    /** 500 with a JSON error, although the work is done. Stored. */
    SERVER_ERROR_AFTER_STORING(true),
    /** 502 with an HTML page, from a proxy. Not stored. */
    BAD_GATEWAY(false),
    /** 502 with an HTML page, although the work is done. Stored. */
    BAD_GATEWAY_AFTER_STORING(true),
    /** 503 with an HTML page. Not stored. */
    SERVICE_UNAVAILABLE(false),
    /** 504 with an HTML page; the query was too big. Not stored. */
    GATEWAY_TIMEOUT(false),
    /** 504 with an HTML page, although the work was done in the end. Stored. */
    GATEWAY_TIMEOUT_AFTER_STORING(true),
    /** 520 with an HTML page, of a content delivery network that did not understand the answer. Not stored. */
    UNKNOWN_ERROR(false),
    /** 520 with an HTML page, although the work is done. Stored. */
    UNKNOWN_ERROR_AFTER_STORING(true),
    /** 521 with an HTML page: the network could not connect. Not stored. */
    WEB_SERVER_DOWN(false),
    /** 522 with an HTML page: the network waited for a connection. Not stored. */
    CONNECTION_TIMED_OUT(false),
    /** 524 with an HTML page: the network did not wait for the answer. Stored. */
    TIMEOUT_OCCURRED_AFTER_STORING(true),
    /** 408 with no body. Not stored. */
    REQUEST_TIMEOUT(false),
    /** 429 with {@code X-Ratelimit-*} and {@code Retry-After: 1}; no violation is counted. Not stored. */
    TOO_MANY_REQUESTS(false),
    /** 429 with no header that says when to come back; no violation is counted. Not stored. */
    TOO_MANY_REQUESTS_WITHOUT_HEADERS(false),
    /** The usual status and headers, but the body ends 100 bytes before its {@code Content-Length}. Stored. */
    TRUNCATED_BODY(true),
    /** No header comes until released or the time is over; then the connection is closed. Not stored. */
    STALLED_BEFORE_STORING(false),
    /** The work is done, but no header comes until released or the time is over; then the usual answer. Stored. */
    STALLED_AFTER_STORING(true),
    /** The usual answer, a few bytes at a time. Stored. */
    SLOW_DRIP(true),
    /** 200 with an HTML page, as of a log-in form. Not stored. */
    HTML_BEFORE_STORING(false),
    /** 200 with an HTML page, although the work is done. Stored. */
    HTML_AFTER_STORING(true),
    /** 200, said to be JSON, with a body that is none. Not stored. */
    GARBAGE_BEFORE_STORING(false),
    /** 200, said to be JSON, with a body that is none, although the work is done. Stored. */
    GARBAGE_AFTER_STORING(true),
    /** 200 with {@code {"errors":{"message":"…"}}} and no record. Not stored. */
    REFUSED_WITH_SUCCESS(false),
    /** 200 with {@code Content-Length: 0}. Stored. */
    EMPTY_AFTER_STORING(true),
    /** 301 to {@link FaultPlan#redirectTo}. Not stored. */
    MOVED_PERMANENTLY(false),
    /** 302 to {@link FaultPlan#redirectTo}. Not stored. */
    FOUND(false),
    /** 307 to {@link FaultPlan#redirectTo}. Not stored. */
    TEMPORARY_REDIRECT(false),
    /** 200 with 100 MB of valid JSON, one long text, streamed. Not stored. */
    HUGE_BODY(false),
    /** 200 with valid JSON of 100,000 objects in each other. Not stored. */
    DEEPLY_NESTED_JSON(false),
    /** 200 with {@code Content-Encoding: gzip}: some 100 KB that unpack to 100 MB of valid JSON. Not stored. */
    GZIP_BOMB(false),
    /** 401 with an HTML page. Not stored. */
    UNAUTHORIZED(false),
    /** 404 with "Record not found". Not stored. */
    NOT_FOUND(false),
    /** A GET is answered from the state before the latest write; anything else as usual. Stored. */
    STALE_READ(true);

    private final boolean stored;

    Fault(boolean stored) {
        this.stored = stored;
    }

    /** Whether a write that meets this fault is carried out. */
    public boolean isStored() {
        return stored;
    }
}
