package io.jenkins.plugins.aha.client;

import java.io.IOException;
import java.util.Set;

/**
 * Aha! did not do what it was asked, or nobody knows whether it did. The message is a whole sentence for the user: what
 * was asked, what Aha! answered, what to do.
 */
public class AhaException extends IOException {
    private static final long serialVersionUID = 1L;
    /** The statuses after which the same request may go better (design §5.4). */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

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
        /** An answer that is not what the API documents: HTML, broken JSON, too large. */
        UNREADABLE("Something other than Aha!'s API answered, perhaps a proxy or a login page; check the site's URL."),
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
        Reason reason = reasonOf(status);
        String said = ErrorBody.message(response);
        String problem = ("Aha! answered " + status + " " + nameOf(status)).trim();
        String message =
                sentence(request, problem + (said.isEmpty() ? " without saying why" : ": \"" + said + "\""), reason);
        boolean maybe = reason == Reason.UNAVAILABLE || reason == Reason.UNREADABLE;
        return new AhaException(reason, status, said, problem, message, maybe, PASSING.contains(status), null);
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
        return new AhaException(reason, 0, problem, problem, sentence(request, problem, reason), sent, passing, cause);
    }

    /**
     * The request cannot be sent, for want of a token that is one.
     *
     * @param problem what is wrong, as a clause; it does not quote the token
     */
    static AhaException unauthorized(Request request, String problem) {
        Reason reason = Reason.UNAUTHORIZED;
        return new AhaException(reason, 0, problem, problem, sentence(request, problem, reason), false, false, null);
    }

    /**
     * There was an answer with a status of success, but not one of Aha!'s API.
     *
     * @param defect what is wrong with it, as the end of a sentence that begins with "Aha!'s answer"
     */
    static AhaException unreadable(Request request, int status, String defect, boolean passing, Throwable cause) {
        Reason reason = Reason.UNREADABLE;
        String problem = "Aha!'s answer (status " + status + ") " + defect;
        return new AhaException(
                reason, status, problem, problem, sentence(request, problem, reason), true, passing, cause);
    }

    private static String sentence(Request request, String what, Reason reason) {
        return "Could not " + request.purpose() + ": " + what + " (" + request + "). " + reason.advice();
    }

    private static Reason reasonOf(int status) {
        return switch (status) {
            case 401 -> Reason.UNAUTHORIZED;
            case 403 -> Reason.FORBIDDEN;
            case 404, 410 -> Reason.NOT_FOUND;
            case 408 -> Reason.UNAVAILABLE;
            case 429 -> Reason.RATE_LIMITED;
            default -> {
                if (status >= 500) {
                    yield Reason.UNAVAILABLE;
                }
                if (status >= 400) {
                    yield Reason.REFUSED;
                }
                yield status >= 300 ? Reason.REDIRECTED : Reason.UNREADABLE;
            }
        };
    }

    private static String nameOf(int status) {
        return switch (status) {
            case 301 -> "Moved Permanently";
            case 302 -> "Found";
            case 307 -> "Temporary Redirect";
            case 308 -> "Permanent Redirect";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 410 -> "Gone";
            case 422 -> "Unprocessable Entity";
            case 429 -> "Too Many Requests";
            case 500 -> "Internal Server Error";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout (the query was too big or took too long: ask for less)";
            default -> "";
        };
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

    /** Whether the same request may go better the next time. */
    boolean isPassing() {
        return passing;
    }
}
