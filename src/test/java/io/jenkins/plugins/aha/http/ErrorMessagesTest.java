package io.jenkins.plugins.aha.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.ErrorBody;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads when something went wrong. */
class ErrorMessagesTest {
    private static final Request GET = Request.of(Method.GET, "read record 5", "custom_object_records", "5");

    private static Response answer(int status, String body) {
        return new Response(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static String message(String body) {
        return ErrorBody.message(answer(422, body).body());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"error\":\"end_at must be after start_at\"} ~ end_at must be after start_at",
                "{\"message\":\"m\"} ~ m",
                "{\"errors\":{\"message\":\"m\"}} ~ m",
                "{\"errors\":[{\"message\":\"m\"},{\"message\":\"n\"}]} ~ m; n",
                "{\"errors\":[\"m\",\"n\"]} ~ m; n",
                "{\"errors\":{\"name\":[\"can't be blank\",\"is short\"]}} ~ name can't be blank; name is short",
                "{\"name\":\"is taken\",\"n\":1} ~ name is taken",
                "{\"error\":\"e\",\"message\":\"e\",\"error_description\":\"d\",\"status\":422} ~ e; d",
                "{\"error\":null,\"message\":\" \"} ~ ``",
                "{\"error\":\" \",\"message\":\"m\"} ~ m",
                "{\"errors\":[null,[\"deep\"],7]} ~ deep; 7",
                "{\"description\":{\"message\":\"m\"}} ~ m",
                "[\"m\"] ~ m",
                "\"only text\" ~ \"only text\"",
                "plain text ~ plain text",
                "{\"error\": \"cut of ~ {\"error\": \"cut of",
                "{\"error\":\"<p>must be <b>bold</b></p> and < 100\"} ~ must be bold and < 100",
                "<html><head><title>Log in</title><style>p {}</style></head><body><p>Please&nbsp;do</p></body></html>"
                        + " ~ Log in Please do",
                "<script>alert(1)</script><!-- c -->text<br ~ text",
                "`` ~ ``",
                "` \n ` ~ ``",
            })
    void ahasOwnWordsAreFound(String body, String expected) {
        assertEquals(expected, message(body == null ? "" : body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{'errors':[{'attribute':'tier','message':'is not a valid option'}]} ~ tier is not a valid option",
                "{'errors':{'custom_fields':{'tier':['is invalid','is short']}}} ~ tier is invalid; tier is short",
                "{'errors':{'custom_fields':[{'key':'tier','errors':['is invalid']}]}} ~ tier is invalid",
                "{'errors':{'message':'Validation failed','details':[{'field':'tier','message':'is invalid'}]}}"
                        + " ~ Validation failed; tier is invalid",
                "{'error':{'code':422,'message':'Bad','errors':[{'location':'tier','reason':'invalid'}]}}"
                        + " ~ Bad; tier invalid",
                "{'error':{'tier':'is invalid'}} ~ tier is invalid",
                "{'errors':[{'source':{'pointer':'/data/attributes/tier'},'detail':'is invalid','status':'422'}]}"
                        + " ~ tier is invalid",
                "{'errors':[{'source':{'pointer':'/data/attributes/tier'},'title':'is invalid'}]} ~ tier is invalid",
                "{'errors':[['tier','is invalid'],['seats',['is no number','is short']]]}"
                        + " ~ tier is invalid; seats is no number; seats is short",
                "{'errors':[{'tier':['is invalid']},{'seats':'is no number'}]} ~ tier is invalid; seats is no number",
                "{'errors':{'tier':[{'error':'inclusion','value':'x'}]}} ~ tier inclusion",
                "{'errors':{'custom_fields.tier':['is invalid']}} ~ tier is invalid",
                "{'errors':{'custom_object_links':{'customers':['is invalid']}}}"
                        + " ~ custom_object_links.customers is invalid",
                "{'errors':{'name':['is taken'],'base':['Not today']}} ~ name is taken; Not today",
                "{'errors':{'name':['is taken'],'message':'Validation failed'}} ~ Validation failed; name is taken",
                "{'errors':{'status':['is invalid'],'description':['is short']}}"
                        + " ~ status is invalid; description is short",
                "{'errors':{'code':'is invalid'}} ~ code is invalid",
                "{'errors':{'message':'are invalid','fields':['tier','seats']}} ~ tier, seats are invalid",
                "{'errors':[{'loc':['body','tier'],'msg':'is invalid','type':'value_error'}]} ~ tier is invalid",
                "{'errors':[{'resource':'Record','field':'tier','code':'missing_field'}]} ~ tier missing_field",
                "{'message':'Validation failed','tier':['is invalid'],'backtrace':['a.rb']}"
                        + " ~ Validation failed; tier is invalid",
                "{'error':'Validation failed','details':{'tier':'is invalid'}} ~ Validation failed; tier is invalid",
                "{'custom_object_record':{'id':null,'errors':{'tier':['is invalid']}}} ~ tier is invalid",
                "{'status':'fail','data':{'tier':'is invalid'}} ~ tier is invalid",
                "{'errors':{'tier':'Tier is invalid'}} ~ Tier is invalid",
                "{'errors':{'id':'is invalid'}} ~ id is invalid",
                "{'errors':{'tier':['<b>is</b> &lt; 5']}} ~ tier is < 5",
                "{'errors':{'a':{'b':{'c':['is deep']}}}} ~ a.b.c is deep",
                "{'errors':[['tier','seats'],['a',['b'],'c'],[5,['d']]]} ~ tier; seats; a; b; c; 5; d",
                "{'errors':[{'source':'/data/tier','detail':'is invalid'}]} ~ tier is invalid",
                "{'errors':[{'path':['data',7,'tier'],'message':'is invalid'}]} ~ tier is invalid",
                "{'errors':[{'field':' ','message':'is invalid'}]} ~ is invalid",
                "{'errors':{'fields':['is invalid'],'values':[{'tier':'is short'}]}} ~ fields is invalid; tier is short",
                "{'message':'m','backtrace':['a.rb'],'seats':[7],'none':[]} ~ m",
                "{'errors':[{'source':'tier','path':{'a':1},'detail':'is invalid'}]} ~ tier is invalid",
                "{'errors':[{'field':'data','message':'is invalid'}]} ~ data is invalid",
                "{'errors':{'tier':[{'field':'data','message':'is invalid'}]}} ~ tier.data is invalid",
                "{'errors':[{'field':'a-name-of-more-than-a-hundred-letters-that-is-not-the-name-of-any-field-of-any-table-"
                        + "and-goes-on-and-on-and-on-and-on-and-on','message':'is invalid'}]} ~ is invalid",
            })
    void fieldAndReasonAreFoundInAnyNesting(String body, String expected) {
        assertEquals(expected, message(body.replace('\'', '"')));
    }

    @Test
    void manyReasonsAreBounded() {
        StringBuilder body = new StringBuilder("{\"errors\":{");
        for (int i = 0; i < 2_000; i++) {
            body.append(i == 0 ? "" : ",").append("\"f").append(i).append("\":[\"x\"]");
        }
        assertEquals(300, message(body + "}}").length());
        String deep = "{\"errors\":" + "[".repeat(90) + "\"x\"" + "]".repeat(90) + "}";
        assertEquals("x", message(deep));
        String many = "{\"errors\":[" + "{\"message\":\"%d\"},".repeat(30) + "null]}";
        Object[] numbers = IntStream.range(10, 40).boxed().toArray();
        assertEquals("10; 11; 12", message(many.formatted(numbers)).substring(0, 10));
        assertTrue(message(many.formatted(numbers)).endsWith("28; 29"), "no more than twenty");
    }

    @ParameterizedTest
    @CsvSource({"520", "521", "522", "524", "530"})
    void failuresBetweenJenkinsAndAhaAreNamedAndPassing(int status) {
        AhaException failure = Failures.answered(GET, answer(status, ""));
        assertEquals("Aha! answered " + status + " (something between Jenkins and Aha! failed)", failure.problem());
        assertTrue(failure.isTemporary() && failure.mayHaveBeenActedOn());
    }

    @Test
    void webPageInsteadOfATableNamesAddressAndPlan() {
        Request list = Request.of(Method.GET, "list it", "products", "PRJ1", "custom_objects", "customers", "records");
        String page = "<html><head><title>Not found</title></head></html>";
        AhaException failure = Failures.answered(list, answer(404, page));
        assertEquals(
                "Could not list it: Aha! answered 404 Not Found: \"Not found\" (GET"
                        + " /products/PRJ1/custom_objects/customers/records). A web page instead of data means that the"
                        + " site's URL is not an account's own address, https://<account>.aha.io, or that the account's"
                        + " plan has no custom tables (Enterprise+).",
                failure.getMessage());
        assertEquals(Reason.NOT_FOUND, failure.getReason());
        String exists = Reason.NOT_FOUND.advice();
        assertTrue(Failures.answered(list, answer(404, "{\"error\":\"Not found\"}"))
                .getMessage()
                .endsWith(exists));
        assertTrue(Failures.answered(GET, answer(404, page)).getMessage().endsWith(exists));
    }

    @Test
    void whatIsNotJsonRefusesNothing() {
        assertEquals("", ErrorBody.refusal(answer(200, "<html>error</html>").body()));
        assertEquals("no", ErrorBody.refusal(answer(200, "{\"error\":\"no\"}").body()));
    }

    @Test
    void nobodyForgesLinesOfALog() {
        String forged = "{\"error\":\"a\\n[Pipeline] b\\u0085c\\u2028d\\u202Ee\\u001b[31mf\\u0007g\"}";
        assertEquals("a [Pipeline] b c d e [31mf g", message(forged));
    }

    @Test
    void longMessagesAreCutBetweenCharacters() {
        assertEquals("x".repeat(299) + "…", message("x".repeat(301)));
        assertEquals("x".repeat(300), message("x".repeat(300)));
        assertEquals("x".repeat(298) + "…", message("x".repeat(298) + "😀😀"));
    }

    @Test
    @Timeout(30)
    void aHostilePageTakesNoTime() {
        assertEquals("x", message("<title>".repeat(9_000)).isEmpty() ? "x" : "not empty");
        assertTrue(message("<".repeat(60_000)).startsWith("<<"));
        assertEquals("", message("<a".repeat(30_000)));
        assertTrue(message("[".repeat(60_000)).startsWith("[["));
    }

    @Test
    void onlyTheBeginningOfAPageIsSearched() {
        assertEquals("", message("<p>" + " ".repeat(9_000) + "too late"));
        assertEquals("in time", message("<p>" + " ".repeat(8_000) + "in time"));
        assertEquals("far", message("{\"x\":\"" + "y".repeat(60_000) + "\",\"error\":\"far\"}"));
        assertFalse(message("{\"x\":\"" + "y".repeat(70_000) + "\",\"error\":\"too far\"}")
                .contains("too far"));
    }

    @ParameterizedTest
    @CsvSource({
        "301, Moved Permanently, REDIRECTED",
        "302, Found, REDIRECTED",
        "307, Temporary Redirect, REDIRECTED",
        "308, Permanent Redirect, REDIRECTED",
        "400, Bad Request, REFUSED",
        "401, Unauthorized, UNAUTHORIZED",
        "403, Forbidden, FORBIDDEN",
        "404, Not Found, NOT_FOUND",
        "405, Method Not Allowed, REFUSED",
        "408, Request Timeout, UNAVAILABLE",
        "409, Conflict, REFUSED",
        "410, Gone, NOT_FOUND",
        "422, Unprocessable Entity, REFUSED",
        "429, Too Many Requests, RATE_LIMITED",
        "500, Internal Server Error, UNAVAILABLE",
        "502, Bad Gateway, UNAVAILABLE",
        "503, Service Unavailable, UNAVAILABLE",
        "504, 'Gateway Timeout (the query was too big or took too long: ask for less)', UNAVAILABLE",
    })
    void oneSentenceTellsWhatWasAskedAnsweredAndIsToBeDone(int status, String name, Reason reason) {
        AhaException failure = Failures.answered(GET, answer(status, "{\"error\":\"why\"}"));
        assertEquals(
                "Could not read record 5: Aha! answered " + status + " " + name
                        + ": \"why\" (GET /custom_object_records/5). " + reason.advice(),
                failure.getMessage());
        assertEquals("Aha! answered " + status + " " + name, failure.problem());
        assertEquals(reason, failure.getReason());
        assertEquals(status, failure.getStatus());
        assertEquals("why", failure.getDetail());
        assertEquals(reason == Reason.UNAVAILABLE, failure.mayHaveBeenActedOn());
        assertEquals(reason == Reason.UNAVAILABLE || reason == Reason.RATE_LIMITED, failure.isTemporary());
    }

    @Test
    void statusesWithoutNameAndReason() {
        assertEquals(
                "Could not read record 5: Aha! answered 418 without saying why (GET /custom_object_records/5). Correct"
                        + " the values that are named, then run the build again.",
                Failures.answered(GET, answer(418, "")).getMessage());
        assertEquals(
                "Aha! answered 600", Failures.answered(GET, answer(600, "")).problem());
        AhaException strange = Failures.answered(GET, answer(199, ""));
        assertEquals(Reason.UNREADABLE, strange.getReason());
        assertTrue(strange.mayHaveBeenActedOn());
        assertFalse(strange.isTemporary());
        assertEquals(Reason.REDIRECTED, Failures.answered(GET, answer(300, "")).getReason());
    }

    @Test
    void everyReasonGivesAdvice() {
        for (Reason reason : Reason.values()) {
            assertTrue(reason.advice().matches("[A-Z].{30,200}\\."), reason + ": " + reason.advice());
        }
    }

    @Test
    void theSameFailureWithMoreOfItsStory() {
        AhaException first = Failures.answered(GET, answer(503, "{\"error\":\"why\"}"));
        AhaException copy = new AhaException("More\nof it.", first);
        assertEquals("More of it.", copy.getMessage());
        assertEquals(first.getReason(), copy.getReason());
        assertEquals(503, copy.getStatus());
        assertEquals("why", copy.getDetail());
        assertEquals(first.problem(), copy.problem());
        assertTrue(copy.mayHaveBeenActedOn() && copy.isTemporary());
        assertSame(first, copy.getCause());
    }

    @Test
    void whatSeveralAnswersShow() {
        AhaException unclear = new AhaException(Reason.UNCERTAIN, "Two of them.");
        assertEquals(0, unclear.getStatus());
        assertEquals("Two of them.", unclear.getDetail());
        assertTrue(unclear.mayHaveBeenActedOn());
        assertFalse(unclear.isTemporary());
        assertNull(unclear.getCause());
    }

    @Test
    void aPurposeThatSomebodyForged() {
        Request request = Request.of(Method.GET, "list table x\n[Pipeline] }", "x");
        assertTrue(Failures.answered(request, answer(404, ""))
                .getMessage()
                .startsWith("Could not list table x [Pipeline] }: Aha! answered 404 Not Found without saying why"));
    }
}
