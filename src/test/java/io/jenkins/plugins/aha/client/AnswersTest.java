package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.Request;
import io.jenkins.plugins.aha.http.Request.Method;
import io.jenkins.plugins.aha.http.Response;
import io.jenkins.plugins.aha.model.AhaException;
import io.jenkins.plugins.aha.model.AhaException.Reason;
import io.jenkins.plugins.aha.model.AnswerJson;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.model.Kind;
import io.jenkins.plugins.aha.model.LinkTarget;
import io.jenkins.plugins.aha.model.RecordJson;
import io.jenkins.plugins.aha.model.RecordPage;
import io.jenkins.plugins.aha.model.Reference;
import io.jenkins.plugins.aha.model.User;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from answers of Aha!, and from what only looks like one. */
class AnswersTest {
    private static final Request GET = Request.of(Method.GET, "read it", "x");

    private static <T> T read(String json, AnswerBody.Shape<T> shape) throws AhaException {
        byte[] body = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return AnswerBody.read(GET, new Response(200, Map.of(), body), shape);
    }

    private static CustomTableRecord record(String properties) throws AhaException {
        return read(
                "{'x':[1],'custom_object_record':{'id':5,'y':{}," + properties + "},'z':2}", RecordJson::readEnvelope);
    }

    private static Object field(String properties) throws AhaException {
        Map<String, Object> fields =
                record("'custom_fields':[{'key':'f'," + properties + "}]").fields();
        assertTrue(fields.containsKey("f"));
        return fields.get("f");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "'9007199254740993'", "9007199254740993", "18446744073709551615", "' 7 '"})
    void idsOfAnySizeFromTextsAndNumbers(String id) throws Exception {
        String plain = id.replaceAll("[' ]", "");
        CustomTableRecord record = read(
                "{'custom_object_record':{'id':" + id + ",'product_id':" + id
                        + ",'custom_object_links':[{'record_ids':[" + id
                        + "],'key':'k'}],'linked_records':[{'record_id':" + plain + "}]}}",
                RecordJson::readEnvelope);
        assertEquals(plain, record.id());
        assertEquals(plain, record.productId());
        assertEquals(Map.of("k", List.of(plain)), record.links());
        assertEquals(plain, record.linkedRecords().get(0).get("recordId"));
        String links = "{'release':{'custom_object_links':[{'key':'k','record_ids':[" + id + ",null,'']}]}}";
        assertEquals(
                Map.of("k", List.of(plain)),
                read(links, json -> AnswerJson.readLinks(json, Kind.RELEASE)).fields());
    }

    @Test
    void fieldsOfEveryType() throws Exception {
        assertEquals("x", field("'value':'x','type':'string'"));
        assertEquals(new BigDecimal("300.0"), field("'type':'number','value':'300.0'"));
        assertEquals(new BigDecimal("300.0"), field("'value':' 300.0 ','type':'number'"));
        assertEquals("300.0", field("'value':'300.0','type':'string'"));
        assertEquals("many", field("'value':'many','type':'number'"));
        assertEquals(new BigDecimal("300"), field("'value':300,'type':'number'"));
        assertEquals(new BigDecimal("12345678901234567890.5"), field("'value':12345678901234567890.5"));
        assertEquals(true, field("'value':true"));
        assertEquals(false, field("'value':false"));
        assertNull(field("'value':null,'type':null"));
        assertEquals(
                Arrays.asList("a", null, List.of(), Map.of("b", new BigDecimal(1))),
                field("'value':['a',null,[],{'b':1}]"));
        assertEquals(
                Map.of("values", Map.of("6", Map.of("value", "v"))),
                field("'value':{'values':{'6':{'value':'v'}}},'type':'equation_sheet'"));
        assertEquals(List.of(Map.of("file_name", "f.txt")), field("'attachments':[{'file_name':'f.txt'}]"));
        assertEquals("<p>n</p>", field("'value':'<p>n</p>','body':'<p>n</p>','attachments':[]"));
        assertEquals("<p>n</p>", field("'attachments':[],'value':'<p>n</p>','id':{'odd':[1]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e101"})
    void numbersBeyondAllMeasureStayTexts(String number) throws Exception {
        assertEquals(number, field("'value':'" + number + "','type':'number'"));
        assertEquals(number, field("'value':" + number));
        assertEquals(new BigDecimal("1e100"), field("'value':1e100"));
        assertEquals("1".repeat(101), field("'value':'" + "1".repeat(101) + "','type':'number'"));
        assertEquals(new BigDecimal("1".repeat(100)), field("'value':'" + "1".repeat(100) + "','type':'number'"));
    }

    @Test
    void oddEntriesAreLeftOut() throws Exception {
        CustomTableRecord odd = record("'custom_fields':[7,{'key':null,'value':1},{'key':{'a':[1]},'value':2},"
                + "{'value':3},{'key':'f','value':4}],'custom_object_links':[[],{'key':null,'record_ids':[1]},"
                + "{'key':'l','record_ids':[1,null,' ',{'a':1},[2],'3']},{'key':'m','record_ids':null},{'key':'n'}],"
                + "'linked_records':null,'created_by_user':'me','key':['t']");
        assertEquals(Map.of("f", new BigDecimal(4)), odd.fields());
        assertEquals(Map.of("l", List.of("1", "3"), "m", List.of(), "n", List.of()), odd.links());
        assertEquals(List.of(), odd.linkedRecords());
        assertNull(odd.createdBy());
        assertNull(odd.table());
    }

    @Test
    void whatIsUnknownOrMissingIsLeftOutEverywhere() throws Exception {
        CustomTableRecord record = record("'custom_fields':[{'key':'f','value':['7'],'email_value':['a@b.c']}],"
                + "'linked_records':[{'record_id':9,'x':{'y':1}}],"
                + "'created_by_user':{'id':7,'name':null,'email':['a'],'x':1}");
        assertEquals(List.of("a@b.c"), record.form("f").emails());
        assertNull(record.form("f").type());
        assertEquals("9", record.linkedRecords().get(0).get("recordId"));
        assertEquals(Map.of("id", "7"), record.createdBy());
    }

    @Test
    void textsThatGoIntoALogAreOneLine() throws Exception {
        CustomTableRecord forged = record("'key':'a\\nb','product_id':'1\\u202e2','custom_object_links':"
                + "[{'key':'k','record_ids':['1\\n2']}]");
        assertEquals("a b", forged.table());
        assertEquals("1 2", forged.productId());
        assertEquals(List.of("1 2"), forged.links().get("k"));
        assertThrows(
                AhaException.class,
                () -> read("{'features':[{'reference_num':'PRJ1-1\\n[Pipeline] }'}]}", AnswerJson::readFeatures));
    }

    @Test
    void aRecordWithoutIdIsNone() {
        for (String body : List.of(
                "{'custom_object_record':{'id':null}}",
                "{'custom_object_record':{'id':''}}",
                "{'custom_object_record':[]}",
                "{}",
                "[]",
                "7",
                "null")) {
            AhaException failure = assertThrows(AhaException.class, () -> read(body, RecordJson::readEnvelope), body);
            assertTrue(
                    failure.getMessage()
                            .startsWith("Could not read it: Aha!'s answer (status 200) does not hold what"
                                    + " the API documents (GET /x)."),
                    failure.getMessage());
            assertEquals(Reason.UNREADABLE, failure.getReason());
            assertEquals(200, failure.getStatus());
        }
        assertThrows(
                AhaException.class, () -> read("{'custom_object_records':[{'id':1},{'x':2}]}", RecordJson::readPage));
        assertThrows(AhaException.class, () -> read("{'custom_object_records':{}}", RecordJson::readPage));
        assertThrows(AhaException.class, () -> read("[]", RecordJson::readPage));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'total_records':5,'total_pages':3,'current_page':1} ~ 3 ~ 5",
                "[{'total_records':5,'total_pages':3,'current_page':1}] ~ 3 ~ 5",
                "[[{'total_pages':3}],7,null] ~ 3 ~ -1",
                "{'total_pages':'3','total_records':' 5 '} ~ 3 ~ 5",
                "{'total_pages':3.0,'total_records':2.5} ~ 3 ~ -1",
                "{} ~ -1 ~ -1",
                "{'total_pages':0,'total_records':0} ~ 0 ~ 0",
                "{'total_pages':null,'total_records':5} ~ -1 ~ 5",
                "{'total_pages':true,'total_records':'many'} ~ -1 ~ -1",
                "{'total_pages':{'x':[1]},'y':{}} ~ -1 ~ -1",
                "{'total_pages':99999999999,'total_records':'1e20'} ~ -1 ~ -1",
                "[] ~ -1 ~ -1",
                "null ~ -1 ~ -1",
                "7 ~ -1 ~ -1",
                "{'total_pages':-1,'total_records':-2} ~ -1 ~ -1"
            })
    void pagesAreCounted(String pagination, int pages, int records) throws Exception {
        RecordPage<CustomTableRecord> page = read(
                "{'pagination':" + pagination + ",'x':[{}],'custom_object_records':[{'id':1},null,{'id':2}]}",
                RecordJson::readPage);
        assertEquals(pages, page.totalPages());
        assertEquals(records, page.totalRecords());
        assertEquals(
                List.of("1", "2"),
                page.items().stream().map(CustomTableRecord::id).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "' ' ~ is empty",
                "<html></html> ~ is a web page, not data",
                "' \n<p>' ~ is a web page, not data",
                "oops ~ is broken or is not JSON",
                "{'custom_object_record':{'id':'5' ~ is broken or is not JSON",
                "{'custom_object_record':{'id':'5','custom_fields':[{'key' ~ is broken or is not JSON",
            })
    void whatIsWrongWithAnAnswerIsSaid(String body, String defect) {
        AhaException failure = assertThrows(AhaException.class, () -> read(body, RecordJson::readEnvelope));
        assertEquals("Aha!'s answer (status 200) " + defect, failure.problem());
        assertTrue(failure.isTemporary() && failure.mayHaveBeenActedOn());
        Response html = new Response(200, Map.of("content-type", "text/html"), new byte[] {'o'});
        failure = assertThrows(AhaException.class, () -> AnswerBody.read(GET, html, RecordJson::readEnvelope));
        assertEquals("Aha!'s answer (status 200) is a web page, not data", failure.problem());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "{'errors':[{'attribute':'tier','message':'is invalid'}]} ~ tier is invalid",
                "{'error':'Not today'} ~ Not today",
                "{'custom_object_record':{'id':null,'errors':{'tier':['is invalid']}}} ~ tier is invalid",
                "{'custom_object_record':null,'errors':['Not today']} ~ Not today",
            })
    void successWithErrorsAndNoRecordIsARefusal(String body, String said) {
        AhaException refused = assertThrows(AhaException.class, () -> read(body, RecordJson::readEnvelope));
        assertEquals(Reason.REFUSED, refused.getReason());
        assertEquals(200, refused.getStatus());
        assertEquals(said, refused.getDetail());
        assertEquals(
                "Could not read it: Aha! answered 200 with an error: \"" + said + "\" (GET /x). Correct the values that"
                        + " are named, then run the build again.",
                refused.getMessage());
        assertFalse(refused.isTemporary() || refused.mayHaveBeenActedOn());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'errors':[]}", "{'error':null}", "{'errors':{}}", "{'error':false}", "{'error':0}"})
    void emptyErrorsAreNoRefusal(String body) throws Exception {
        AhaException unreadable = assertThrows(AhaException.class, () -> read(body, RecordJson::readEnvelope));
        assertEquals(Reason.UNREADABLE, unreadable.getReason());
        assertEquals("5", record("'errors':['but there is a record']").id());
        AnswerBody.requireEmptyOrJson(
                GET, new Response(200, Map.of(), body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void pageWithErrorsIsNoWholePage() throws Exception {
        for (String body : List.of(
                "{'custom_object_records':[],'errors':['Not today']}",
                "{'error':'Not today','custom_object_records':[{'id':1}]}")) {
            AhaException refused = assertThrows(AhaException.class, () -> read(body, RecordJson::readPage));
            assertEquals("Not today", refused.getDetail());
        }
        assertEquals(
                1,
                read("{'errors':[],'error':null,'custom_object_records':[{'id':1}]}", RecordJson::readPage)
                        .items()
                        .size());
        AhaException refused = assertThrows(
                AhaException.class,
                () -> read("{'idea':{'errors':['Not today']}}", json -> AnswerJson.readLinks(json, Kind.IDEA)));
        assertEquals(Reason.REFUSED, refused.getReason());
    }

    @Test
    void deleteThatIsRefusedWithStatus200Fails() {
        Response answer = new Response(200, Map.of(), "{\"errors\":[\"is locked\"]}".getBytes(StandardCharsets.UTF_8));
        AhaException refused = assertThrows(AhaException.class, () -> AnswerBody.requireEmptyOrJson(GET, answer));
        assertEquals(Reason.REFUSED, refused.getReason());
        assertEquals("is locked", refused.getDetail());
    }

    @Test
    void depthIsBounded() throws Exception {
        assertEquals("5", record("'d':" + "[".repeat(90) + "]".repeat(90)).id());
        AhaException deep = assertThrows(
                AhaException.class, () -> record("'custom_fields':" + "[".repeat(5000) + "]".repeat(5000)));
        assertEquals("Aha!'s answer (status 200) has parts that are too deep or too large", deep.problem());
    }

    @Test
    void linksOfOtherKinds() throws Exception {
        AnswerBody.Shape<LinkTarget> links = json -> AnswerJson.readLinks(json, Kind.IDEA);
        assertEquals(LinkTarget.UNKNOWN, read("{'idea':{}}", links));
        assertEquals(
                new LinkTarget("58056975", "PRJ1-I-1", "An idea", "http://a/b", Map.of("k", List.of())),
                read(
                        "{'idea':{'id':'58056975','reference_num':'PRJ1-I-1','name':'An\\n idea\\u202e','url':'http://a/b',"
                                + "'custom_object_links':[{'key':'k'}]}}",
                        links));
        assertEquals("", read("{'idea':{'reference_num':'<b>'}}", links).reference());
        assertEquals("7", read("{'idea':{'id':7}}", links).id());
        assertEquals("", read("{'idea':{'id':'7 8'}}", links).id());
        assertThrows(AhaException.class, () -> read("{'feature':{}}", links));
        assertThrows(AhaException.class, () -> read("", links));
    }

    @Test
    void productsAndRecordsAreNamedInTheirOwnWay() throws Exception {
        LinkTarget product = read(
                "{'product':{'id':'1','reference_prefix':'PRJ1','name':'Project 1'}}",
                json -> AnswerJson.readLinks(json, Kind.PRODUCT));
        assertEquals("PRJ1 Project 1", product.reference() + " " + product.name());
        LinkTarget record = read(
                "{'custom_object_record':{'id':1,'name':'no','custom_fields':[{'key':'seats','value':3},"
                        + "{'key':'customers_name','value':'Acme Corp'}]}}",
                json -> AnswerJson.readLinks(json, Kind.RECORD));
        assertEquals("Acme Corp", record.name());
    }

    @Test
    void featuresOfARelease() throws Exception {
        RecordPage<Reference> page = read(
                "{'features':[{'reference_num':'PRJ1-1','id':'7'},{'id':8},"
                        + "{'reference_num':null,'id':'9'}],'pagination':{'total_pages':4}}",
                AnswerJson::readFeatures);
        assertEquals(4, page.totalPages());
        assertEquals(
                List.of("PRJ1-1", "8", "9"),
                page.items().stream().map(Reference::id).toList());
        assertTrue(page.items().stream().allMatch(feature -> feature.kind() == Kind.FEATURE));
        assertEquals(
                RecordPage.UNKNOWN,
                read("{'features':[]}", AnswerJson::readFeatures).totalPages());
        assertThrows(AhaException.class, () -> read("{'features':{}}", AnswerJson::readFeatures));
        assertThrows(AhaException.class, () -> read("{'features':[{}]}", AnswerJson::readFeatures));
    }

    @Test
    void theUserOfTheKey() throws Exception {
        User user = read(
                "{'user':{'id':5,'name':'N','email':'E','accounts':[{'account':{'domain':'acme'}},{}]}}",
                AnswerJson::readUser);
        assertEquals(new User("5", "N", "E", List.of("acme")), user);
        assertEquals(new User("", "", "", List.of()), read("{'user':{}}", AnswerJson::readUser));
        assertThrows(AhaException.class, () -> read("{'user':'N'}", AnswerJson::readUser));
    }

    @Test
    void blankAnswers() {
        assertTrue(new Response(200, Map.of(), " \n\t".getBytes(StandardCharsets.UTF_8)).isBlank());
        assertFalse(new Response(200, Map.of(), "\u00e9".getBytes(StandardCharsets.UTF_8)).isBlank());
        assertFalse(new Response(199, Map.of(), new byte[0]).isSuccessful());
        assertTrue(new Response(200, Map.of(), new byte[0]).isSuccessful());
        assertTrue(new Response(299, Map.of(), new byte[0]).isSuccessful());
        assertFalse(new Response(300, Map.of(), new byte[0]).isSuccessful());
    }
}
