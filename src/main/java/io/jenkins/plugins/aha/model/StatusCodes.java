package io.jenkins.plugins.aha.model;

import io.jenkins.plugins.aha.model.AhaException.Reason;
import java.util.Set;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** What the statuses of answers mean. */
@Restricted(NoExternalUse.class)
public final class StatusCodes {
    /** Of the statuses from 500 those after which the same request goes no better: it is not supported. */
    private static final Set<Integer> LASTING = Set.of(501, 505);
    /** The answer would be too large, or took too long. */
    private static final Set<Integer> TOO_MUCH = Set.of(413, 504, 524);

    private StatusCodes() {}

    /** Returns whether the same request may go better the next time. */
    public static boolean isTemporary(int status) {
        return status == 408 || status == 429 || status / 100 == 5 && !LASTING.contains(status);
    }

    /** Returns whether a request for less may go better. */
    static boolean isTooMuch(int status) {
        return TOO_MUCH.contains(status);
    }

    /** Returns what an answer without success means for what to do next. */
    public static Reason reasonOf(int status) {
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

    /** Returns what happened, as a clause: {@code Aha! answered 404 Not Found}. */
    public static String problem(int status) {
        return ("Aha! answered " + status + " " + nameOf(status)).trim();
    }

    /** Returns what a status is called; empty for one without name. */
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
            default -> status >= 520 && status < 600 ? "(something between Jenkins and Aha! failed)" : "";
        };
    }
}
