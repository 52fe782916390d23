package io.jenkins.plugins.aha.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records survive the temporary file that holds a copy of their table. */
class RecordJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"key\":\"a\",\"type\":\"string\",\"value\":\"b\"",
                "\"key\":\"\",\"value\":\"\"",
                "\"key\":\"key\",\"type\":\"string\",\"value\":null",
                "\"key\":\"id\",\"type\":\"x\",\"value\":true",
                "\"key\":\"a\",\"value\":\"half \\ud800 of \\udc00 a \\ud83d\\ude00 \\u0000\\u2028\"",
                "\"key\":\"half\\ud800\",\"value\":\"\"",
                "\"key\":\"a\",\"type\":\"number\",\"value\":\"1.50\"",
                "\"key\":\"a\",\"type\":\"number\",\"value\":\" 7 \"",
                "\"key\":\"a\",\"type\":\"number\",\"value\":\"1e2\"",
                "\"key\":\"a\",\"type\":\"number\",\"value\":\"1e100\"",
                "\"key\":\"a\",\"type\":\"number\",\"value\":\"1e-100\"",
                "\"key\":\"a\",\"type\":\"number\",\"value\":\"1e999999999\"",
                "\"key\":\"a\",\"type\":\"number\",\"value\":\"seven\"",
                "\"key\":\"a\",\"type\":\"string\",\"value\":\"7\"",
                "\"key\":\"a\",\"value\":-1E+3",
                "\"key\":\"a\",\"value\":0.0",
                "\"key\":\"a\",\"value\":-0",
                "\"key\":\"a\",\"value\":1e100",
                "\"key\":\"a\",\"value\":1e101",
                "\"key\":\"a\",\"value\":123456789012345678901234567890",
                "\"key\":\"a\",\"value\":[1e3,null,[\"x\",[]],{\"id\":{\"b\":[]},\"\":null,\"n\":1.0e7}]",
                "\"key\":\"a\",\"value\":[\"1\"],\"email_value\":[\"a@b.c\",null]",
                "\"key\":\"a\",\"value\":[],\"email_value\":[]",
                "\"key\":\"a\",\"type\":\"attachment\",\"attachments\":[{\"id\":1,\"x\":null}]",
                "\"key\":\"a\"",
                "\"key\":\"a\",\"type\":null,\"value\":{}",
            })
    void whatIsWrittenIsRead(String field) throws IOException {
        CustomTableRecord record = RecordJson.read(("{\"id\":\"5\",\"product_id\":7,\"key\":\"t\",\"created_at\":null,"
                        + "\"updated_at\":\"2026-01-01T00:00:00Z\",\"custom_fields\":[{" + field + "}]}")
                .getBytes(StandardCharsets.UTF_8));
        assertEquals(record, RecordJson.read(RecordJson.write(record)));
    }
}
