package io.jenkins.plugins.aha;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kohsuke.accmod.Restricted;

/** Other plugins can use what CONTRIBUTING.md names as the API, and nothing else. */
class ApiTest {
    private static final String PACKAGE = "io.jenkins.plugins.aha.";

    @Test
    void everyOtherPublicTypeIsRestricted() throws Exception {
        String page = Files.readString(Path.of("CONTRIBUTING.md"));
        String section = page.substring(page.indexOf("\n## API\n") + 1).replaceFirst("(?s)\n## .*", "");
        Set<String> named = Pattern.compile("(?m)^\\* `([a-z]+\\.[A-Za-z.]+)`")
                .matcher(section.substring(section.indexOf('\n')))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> open = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.jenkins.plugins.aha")
                        .stream()
                        .filter(ApiTest::isReachable)
                        .filter(type -> !type.isAnnotatedWith(Restricted.class))
                        .map(type -> type.getName().substring(PACKAGE.length()).replace('$', '.'))
                        .filter(name -> !name.matches("Messages|.*\\.Messages"))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(named, open);
    }

    private static boolean isReachable(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ApiTest::isReachable).orElse(true);
    }
}
