package io.jenkins.plugins.aha.config;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.jenkins.plugins.aha.parameters.AhaRecordsParameterDefinition;
import io.jenkins.plugins.aha.parameters.AhaReleaseParameterDefinition;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field that can be configured can be entered, and is explained. */
class HelpFilesTest {
    static Stream<Arguments> fields() {
        Stream<Arguments> bound = Stream.<Class<?>>of(
                        AhaSite.class,
                        AhaFolderProperty.class,
                        AhaReleaseParameterDefinition.class,
                        AhaRecordsParameterDefinition.class)
                .flatMap(type -> new DescribableModel<>(type)
                        .getParameters().stream()
                                .map(DescribableParameter::getName)
                                .map(field -> Arguments.of(type, field)));
        return Stream.concat(bound, Stream.of(Arguments.of(AhaGlobalConfiguration.class, "sites")));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void isExplainedInOneBlock(Class<?> type, String field) throws Exception {
        String help = read(type, "help-" + field + ".html").strip();
        assertTrue(help.startsWith("<div>") && help.endsWith("</div>"), help);
        assertTrue(help.replaceAll("<[^>]*>", "").strip().length() > 20, help);
        assertTrue(!help.contains("<script") && !help.contains("style="), help);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void isInTheForm(Class<?> type, String field) throws Exception {
        String form = read(type, "config.jelly");
        assertTrue(form.contains("field=\"" + field + "\""), form);
    }

    /** Looks beside the superclasses of this plugin, too, as Jenkins does. */
    private static String read(Class<?> type, String file) throws Exception {
        for (Class<?> owner = type; owner.getPackage() == type.getPackage(); owner = owner.getSuperclass()) {
            try (InputStream stream = owner.getResourceAsStream(owner.getSimpleName() + "/" + file)) {
                if (stream != null) {
                    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        return fail("no file " + file + " for " + type.getSimpleName());
    }
}
