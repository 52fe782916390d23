package io.jenkins.plugins.aha.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.regex.Pattern;

/**
 * Aha! did not do what it was asked, or nobody knows whether it did. The message is a whole sentence for the user: what
 * was asked, what Aha! answered, what to do.
 */
public class AhaException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final Pattern PAGE_SIZE = Pattern.compile("(?i)\\bper[_ -]?page\\b|\\bpage[_ -]?size\\b");
    private static final Pattern TABLE = Pattern.compile("/products/[^/]+/custom_objects/.*");
    private static final String NO_TABLES = "A web page instead of data means that the site's URL is not an account's own"
            + " address, https://<account>.aha.io, or that the account's plan has no custom tables (Enterprise+).";

    /** What went wrong, as far as it decides what to do next. */
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

        String advice() {
            return advice;
        }
    }

    private final Reason reason;
    private final int status;
    private final String detail;
    private final String problem;
    private final boolean mayHaveBeenActedOn;
    private final boolean passing;

    /**
     * For what is found out by comparing several answers.
     *
     * @param message the whole sentence
     */
    public AhaException(Reason reason, String message) {
        this(reason, 0, message, message, message, true, false, null);
    }

    /**
     * The same failure, told with more of its story.
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
                cause.passing,
                cause);
    }

    private AhaException(
            Reason reason,
            int status,
            String detail,
            String problem,
            String message,
            boolean mayHaveBeenActedOn,
            boolean passing,
            Throwable cause) {
        super(PlainText.line(message), cause);
        this.reason = reason;
        this.status = status;
        this.detail = PlainText.line(detail);
        this.problem = problem;
        this.mayHaveBeenActedOn = mayHaveBeenActedOn;
        this.passing = passing;
    }

    /** Aha! answered, but not with success. */
    static AhaException answered(Request request, Response response) {
        int status = response.status();
        Reason reason = StatusCodes.reasonOf(status);
        boolean noTables = status == 404
                && AnswerBody.isWebPage(response)
                && TABLE.matcher(request.path()).matches();
        String advice = noTables ? NO_TABLES : reason.advice();
        String said = ErrorBody.message(response);
        String problem = ("Aha! answered " + status + " " + StatusCodes.nameOf(status)).trim();
        String why = said.isEmpty() ? " without saying why" : ": \"" + said + "\"";
        boolean maybe = reason == Reason.UNAVAILABLE || reason == Reason.UNREADABLE;
        String message = sentence(request, problem + why, advice);
        return new AhaException(
                reason, status, said, problem, message, maybe, StatusCodes.isPassing(status), null);
    }

    /**
     * Aha! answered with a status of success, but with reasons for a refusal instead of what was asked for.
     *
     * @param said the reasons
     */
    static AhaException refused(Request request, Response response, String said) {
        Reason reason = Reason.REFUSED;
        String problem = "Aha! answered " + response.status() + " with an error";
        String message = sentence(request, problem + ": \"" + said + "\"", reason.advice());
        return new AhaException(reason, response.status(), said, problem, message, false, false, null);
    }

    /**
     * There was no complete answer.
     *
     * @param problem what happened, as a clause that can follow "because"
     * @param sent whether Aha! may have seen the request
     * @param passing whether it may go better the next time
     */
    static AhaException unanswered(Request request, String problem, boolean sent, boolean passing, Throwable cause) {
        Reason reason = Reason.UNREACHABLE;
        return new AhaException(reason, 0, problem, problem, sentence(request, problem, reason.advice()), sent, passing, cause);
    }

    /**
     * The request cannot be sent, for want of a token that is one.
     *
     * @param problem what is wrong, as a clause; it does not quote the token
     */
    static AhaException unauthorized(Request request, String problem) {
        Reason reason = Reason.UNAUTHORIZED;
        return new AhaException(reason, 0, problem, problem, sentence(request, problem, reason.advice()), false, false, null);
    }

    /**
     * There was an answer with a status of success, but not one of Aha!'s API. The next one may be better.
     *
     * @param defect what is wrong with it, as the end of a sentence that begins with "Aha!'s answer"
     */
    static AhaException unreadable(Request request, int status, String defect, Throwable cause) {
        return unread(request, status, defect, Reason.UNREADABLE, cause);
    }

    /** The answer is larger than what is read, and would be again. */
    static AhaException tooLarge(Request request, int status, long most) {
        String defect = "is larger than " + most / 1024 / 1024 + " MB and was not read";
        return unread(request, status, defect, Reason.TOO_LARGE, null);
    }

    private static AhaException unread(Request request, int status, String defect, Reason reason, Throwable cause) {
        String problem = "Aha!'s answer (status " + status + ") " + defect;
        String message = sentence(request, problem, reason.advice());
        boolean passing = reason == Reason.UNREADABLE;
        return new AhaException(reason, status, problem, problem, message, true, passing, cause);
    }

    private static String sentence(Request request, String what, String advice) {
        return "Could not " + request.purpose() + ": " + what + " (" + request + "). " + advice;
    }

    /** What went wrong. */
    public Reason getReason() {
        return reason;
    }

    /** The HTTP status of the last answer, or 0 where there was none: {@code catch (IOException e) { if (e.status == 404) … }}. */
    public int getStatus() {
        return status;
    }

    /** Aha!'s own words, without HTML and line breaks, possibly empty; or the problem where there was no answer. */
    public String getDetail() {
        return detail;
    }

    /** Whether Aha! may have carried out the request although it did not say so. */
    public boolean mayHaveBeenActedOn() {
        return mayHaveBeenActedOn;
    }

    /** What happened, as a clause. */
    String problem() {
        return problem;
    }

    /** Whether the answer would be too large or took too long, so that a smaller page may be answered. */
    boolean isTooMuch() {
        if (getCause() instanceof AhaException same) {
            return same.isTooMuch();
        }
        return reason == Reason.TOO_LARGE
                || StatusCodes.isTooMuch(status)
                || reason == Reason.REFUSED && PAGE_SIZE.matcher(detail).find()
                || mayHaveBeenActedOn && getCause() instanceof InterruptedIOException;
    }

    /** Whether a connection or its TLS handshake took too long; nothing was sent. */
    boolean isConnectionLate() {
        return !mayHaveBeenActedOn && getCause() instanceof InterruptedIOException;
    }

    /** Whether the same request may go better the next time. */
    boolean isPassing() {
        return passing;
    }
}
