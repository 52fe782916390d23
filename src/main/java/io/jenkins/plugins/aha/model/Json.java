package io.jenkins.plugins.aha.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** How JSON is read and written here: within bounds, since answers are not to be trusted. Thread-safe. */
@Restricted(NoExternalUse.class)
public final class Json {
    /** No answer of Aha! is nested nearly as deep. */
    private static final int DEEPEST = 100;

    public static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            // 300, not 3E+2: not every server takes the latter for the same.
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build());

    private Json() {}

    /** Returns all that a parser stands before; the missing node for nothing. */
    public static JsonNode tree(JsonParser json) throws IOException {
        JsonNode tree = MAPPER.readTree(json);
        return tree == null ? MAPPER.missingNode() : tree;
    }
}
