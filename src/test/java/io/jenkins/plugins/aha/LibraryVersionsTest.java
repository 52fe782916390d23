package io.jenkins.plugins.aha;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

/** The try-out is built with the libraries that Jenkins' library plugins bring: what passes there means something here. */
class LibraryVersionsTest {
    @Test
    void okHttpIsThatOfTheLibraryPlugin() throws Exception {
        assertEquals(OkHttp.VERSION, tryoutProperty("okhttp.version"));
    }

    @Test
    void jacksonIsThatOfTheLibraryPlugin() throws Exception {
        assertEquals(PackageVersion.VERSION.toString(), tryoutProperty("jackson.version"));
    }

    private static String tryoutProperty(String name) throws Exception {
        String pom = Files.readString(Path.of("tryout", "pom.xml"));
        Matcher value = Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)<").matcher(pom);
        return value.find() ? value.group(1) : "no " + name;
    }
}
