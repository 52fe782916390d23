package io.jenkins.plugins.aha.model;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * Aha! did not do what it was asked, or it cannot be known whether it did. The message is a whole sentence for the
 * user: what was asked, what Aha! answered, what to do.
 */
@Restricted(NoExternalUse.class)
public class AhaException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Pattern PAGE_SIZE = Pattern.compile("(?i)\\bper[_ -]?page\\b|\\bpage[_ -]?size\\b");

    /** What went wrong, as far as it decides what to do next. */
    @Restricted(NoExternalUse.class)
    public enum Reason {
        /** 401: the token is missing, wrong or revoked. */
        UNAUTHORIZED("Check that the API key in the Secret text credential is complete and was not revoked."),
        /** 403: the token's user may not do this. */
        FORBIDDEN("Check that the API key's user may do this in Aha!, and that the account's plan has custom tables"
                + " (Enterprise+)."),
        /** 404: missing, or not visible for the token's user. */
        NOT_FOUND("Check that it exists, that the API key's user can see it, and that references are written as Aha!"
                + " shows them."),
        /** 400, 409, 412, 422 and the like: the request itself is refused. */
        REFUSED("Correct the values that are named, then run the build again."),
        /** 429: too many requests, by this controller or others of the account. */
        RATE_LIMITED(
                "Others may be using the account's 300 requests a minute; run the build later, or lower this site's"
                        + " limits."),
        /** 3xx: the address is not the account's own. */
        REDIRECTED("The site's URL is probably not the account's own address; enter the one Aha! shows in the browser,"
                + " https://<account>.aha.io."),
        /** 408, 5xx: Aha! could not do it now. */
        UNAVAILABLE("Aha! or something on the way to it is in trouble; run the build again later."),
        /** No answer, or an incomplete one. */
        UNREACHABLE("Check the site's URL, the proxy and the network between Jenkins and Aha!."),
        /** An answer that is not what the API documents: HTML, broken JSON. */
        UNREADABLE("Something other than Aha!'s API answered, perhaps a proxy or a login page; check the site's URL."),
        /** An answer that is larger than what is read. */
        TOO_LARGE("Ask for less, or shorten the texts of the records; if this is not Aha!'s own address, check the"
                + " site's URL."),
        /** A create whose outcome could not be found out, or a write whose result differs from the wish. */
        UNCERTAIN("Look at the records named in Aha! before running the build again.");

        private final String advice;

        Reason(String advice) {
            this.advice = advice;
        }

        /** Returns what to do, in sentences. */
        public String advice() {
            return advice;
        }
    }

    private final Reason reason;
    private final int status;
    private final String detail;
    private final String problem;
    private final boolean mayHaveBeenActedOn;
    private final boolean temporary;

    /**
     * Creates a failure that only several answers together show.
     *
     * @param message the whole sentence
     */
    public AhaException(Reason reason, String message) {
        this(reason, 0, message, message, message, true, false, null);
    }

    /**
     * Returns the same failure, with more about what was done.
     *
     * @param message the whole sentence
     */
    public AhaException(String message, AhaException cause) {
        this(
                cause.reason,
                cause.status,
                cause.detail,
                cause.problem,
                message,
                cause.mayHaveBeenActedOn,
                cause.temporary,
                cause);
    }

    /**
     * Creates the failure of one request.
     *
     * @param status of the answer; 0 for none
     * @param detail Aha!'s own words, or the problem
     * @param problem what happened, as a clause
     * @param message the whole sentence
     * @param mayHaveBeenActedOn whether Aha! may have carried out the request nevertheless
     * @param temporary whether the same request may go better the next time
     * @param cause may be null
     */
    public AhaException(
            Reason reason,
            int status,
            String detail,
            String problem,
            String message,
            boolean mayHaveBeenActedOn,
            boolean temporary,
            Throwable cause) {
        super(PlainText.line(message), cause);
        this.reason = reason;
        this.status = status;
        this.detail = PlainText.line(detail);
        this.problem = problem;
        this.mayHaveBeenActedOn = mayHaveBeenActedOn;
        this.temporary = temporary;
    }

    /**
     * Returns a failure for which nothing was sent, or nothing but requests that read.
     *
     * @param problem what happened, as a clause
     * @param message the whole sentence
     */
    public static AhaException notSent(Reason reason, String problem, String message) {
        return new AhaException(reason, 0, problem, problem, message, false, false, null);
    }

    /** Returns what went wrong. */
    public Reason getReason() {
        return reason;
    }

    /**
     * Returns the HTTP status of the last answer, or 0 where there was none: {@code catch (IOException e) { if
     * (e.status == 404) … }}.
     */
    public int getStatus() {
        return status;
    }

    /** Aha!'s own words, without HTML and line breaks, possibly empty; or the problem where there was no answer. */
    public String getDetail() {
        return detail;
    }

    /** Returns whether Aha! may have carried out the request although it did not say so. */
    public boolean mayHaveBeenActedOn() {
        return mayHaveBeenActedOn;
    }

    /** Returns what happened, as a clause. */
    public String problem() {
        return problem;
    }

    /** Returns whether the answer would be too large or took too long, so that a smaller page may be answered. */
    public boolean isTooMuch() {
        if (getCause() instanceof AhaException same) {
            return same.isTooMuch();
        }
        return reason == Reason.TOO_LARGE
                || StatusCodes.isTooMuch(status)
                || reason == Reason.REFUSED && PAGE_SIZE.matcher(detail).find()
                || mayHaveBeenActedOn && getCause() instanceof InterruptedIOException;
    }

    /** Returns whether a connection or its TLS handshake took too long; nothing was sent. */
    public boolean isConnectionLate() {
        return !mayHaveBeenActedOn && getCause() instanceof InterruptedIOException;
    }

    /** Returns whether the same request may go better the next time. */
    public boolean isTemporary() {
        return temporary;
    }
}
