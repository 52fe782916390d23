package io.jenkins.plugins.aha.http;

import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.ErrorBody;
import io.jenkins.plugins.aha.model.StatusCodes;
import java.util.regex.Pattern;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** Makes errors of requests and their answers: sentences that say what was asked, what Aha! answered and what to do. */
@Restricted(NoExternalUse.class)
public final class Failures {
    private static final Pattern TABLE = Pattern.compile("/products/[^/]+/custom_objects/.*");
    private static final String NO_TABLES =
            "A web page instead of data means that the site's URL is not an account's own"
                    + " address, https://<account>.aha.io, or that the account's plan has no custom tables (Enterprise+).";

    private Failures() {}

    /** Aha! answered, but not with success. */
    static AhaException answered(Request request, Response response) {
        int status = response.status();
        Reason reason = StatusCodes.reasonOf(status);
        boolean noTables = status == 404
                && response.isWebPage()
                && TABLE.matcher(request.path()).matches();
        String advice = noTables ? NO_TABLES : reason.advice();
        String said = ErrorBody.message(response.body());
        String problem = StatusCodes.problem(status);
        String why = said.isEmpty() ? " without saying why" : ": \"" + said + "\"";
        boolean maybe = reason == Reason.UNAVAILABLE || reason == Reason.UNREADABLE;
        String message = sentence(request, problem + why, advice);
        return new AhaException(reason, status, said, problem, message, maybe, StatusCodes.isTemporary(status), null);
    }

    /**
     * Aha! answered with a status of success, but with reasons for a refusal instead of what was asked for.
     *
     * @param said the reasons
     */
    public static AhaException refused(Request request, Response response, String said) {
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
     * @param temporary whether it may go better the next time
     */
    public static AhaException unanswered(
            Request request, String problem, boolean sent, boolean temporary, Throwable cause) {
        Reason reason = Reason.UNREACHABLE;
        return new AhaException(
                reason, 0, problem, problem, sentence(request, problem, reason.advice()), sent, temporary, cause);
    }

    /**
     * The request cannot be sent, for want of a token that is one.
     *
     * @param problem what is wrong, as a clause; it does not quote the token
     */
    public static AhaException unauthorized(Request request, String problem) {
        Reason reason = Reason.UNAUTHORIZED;
        return AhaException.notSent(reason, problem, sentence(request, problem, reason.advice()));
    }

    /**
     * There was an answer with a status of success, but not one of Aha!'s API. The next one may be better.
     *
     * @param defect what is wrong with it, as the end of a sentence that begins with "Aha!'s answer"
     */
    public static AhaException unreadable(Request request, int status, String defect, Throwable cause) {
        return unread(request, status, defect, Reason.UNREADABLE, cause);
    }

    /** The answer is larger than what is read, and would be again. */
    public static AhaException tooLarge(Request request, int status, long most) {
        String defect = "is larger than " + most / 1024 / 1024 + " MB and was not read";
        return unread(request, status, defect, Reason.TOO_LARGE, null);
    }

    private static AhaException unread(Request request, int status, String defect, Reason reason, Throwable cause) {
        String problem = "Aha!'s answer (status " + status + ") " + defect;
        String message = sentence(request, problem, reason.advice());
        boolean temporary = reason == Reason.UNREADABLE;
        return new AhaException(reason, status, problem, problem, message, true, temporary, cause);
    }

    private static String sentence(Request request, String what, String advice) {
        return "Could not " + request.purpose() + ": " + what + " (" + request + "). " + advice;
    }
}
