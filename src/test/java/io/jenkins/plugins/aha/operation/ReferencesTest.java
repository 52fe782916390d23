package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.operation.context.ChangeLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencesTest {
    @AutoClose
    private final DemoAha aha = new DemoAha();

    private final RecordedBuild build = aha.build();

    private Object find(String text, Object products) throws Exception {
        Map<String, Object> parameters = new HashMap<>(Map.of("text", text));
        if (products != null) {
            parameters.put("products", products);
        }
        return build.run("ahaReferences", parameters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fix PRJ1-12 and PRJ1-12-3. | PRJ1-12 PRJ1-12-3",
                "release prj1-r-1, idea PRJ1-I-7; PRJ1-S-2/PRJ1-G-4 (PRJ1-E-5) | PRJ1-R-1 PRJ1-I-7 PRJ1-S-2 PRJ1-G-4"
                        + " PRJ1-E-5",
                "feature/prj1-12-login | PRJ1-12",
                "feature/PRJ1-12_login | PRJ1-12",
                "PRJ1-12-2fa | PRJ1-12",
                "https://acme.aha.io/features/PRJ1-12?x=1#PRJ1-13 | PRJ1-12 PRJ1-13",
                "Merge pull request #5 from acme/prj1-12-3-fix | PRJ1-12-3",
                "Merge branch 'PRJ1-2' into 'main' PRJ1-1 PRJ1-2 | PRJ1-2 PRJ1-1",
                "[PRJ1-1][PRJ1-2]:PRJ1-3 | PRJ1-1 PRJ1-2 PRJ1-3",
                "PRJ1-012 PRJ1-12a PRJ1-0 PRJ1-X-1 PRJ1- PRJ1 | ''",
                "PRJ1-12345678901 PRJ1-1234567890 | PRJ1-1234567890",
                "PRJ1-R-12x PRJ1-1-1a PRJ1-R-0 | PRJ1-1",
                "1PRJ1-12 éPRJ1-12 PRJ1-12é PRJ1-12-3é | PRJ1-12",
                "DEMO-G-12-KR-1 DEMO-G-1-KR, DEMO-G-2-krill | DEMO-G-1 DEMO-G-2",
                "PRJ1-12を修正 修正PRJ1-13 исправитьPRJ1-14 и PRJ1-15-3を | PRJ1-12 PRJ1-13 PRJ1-14 PRJ1-15-3",
                "shop/feature%2FPRJ1-12 x%252Fprj1-r-3%2F %20PRJ1-4%23 %E4%BF%AEPRJ1-5%E6%AD%A3 | PRJ1-12 PRJ1-R-3"
                        + " PRJ1-4 PRJ1-5",
                "feature/PRJ1-12-add-login PRJ1-13-2nd PRJ1-14-v2 PRJ1-15-hotfix PRJ1-R-1-rc1 | PRJ1-12 PRJ1-13 PRJ1-14"
                        + " PRJ1-15 PRJ1-R-1",
                "2026-01-31 PRJ1-2026-01-31 PRJ1-20260131 PRJ1-31-01-2026 PRJ1-2026.01.31 PRJ1-2026-01 | ''",
                "PRJ1-12-2026-01-31 PRJ1-13-20260131 PRJ1-14-3-2026_11_30 PRJ1-R-4-2026-11-30 | PRJ1-12 PRJ1-13"
                        + " PRJ1-14-3 PRJ1-R-4",
                "PRJ1-2026 PRJ1-2027-12 PRJ1-19700 | PRJ1-2026 PRJ1-2027-12 PRJ1-19700",
                "R-5, i-9930 and E-7, O-5 | ''",
                "for demo-o-123 | DEMO-O-123",
                "PRJ1-1.2.3 prj1-2.17.jar PRJ1-R-1.2 PRJ1-12-1.2.3 (PRJ1-13.) | PRJ1-12 PRJ1-13"
            })
    void referencesAreFoundWithAndWithoutKnownProducts(String text, String found) throws Exception {
        List<String> expected = found.isEmpty() ? List.of() : List.of(found.split(" "));
        assertEquals(expected, find(text, null));
        assertEquals(expected, find(text, List.of("other", "prj1", "DEMO")));
    }

    @Test
    void withProductsOtherWordsWithNumbersAreNone() throws Exception {
        String text = "UTF-8 ISO-8601 SHA-256 x86-64 PRJ1-1 PRJ12-1 ABC-1 prj1-2";
        assertEquals(List.of("PRJ1-1", "PRJ1-2"), find(text, "prj1"));
        assertEquals(List.of("PRJ1-1", "ABC-1", "PRJ1-2"), find(text, List.of("ABC", "PRJ1")));
        assertEquals(List.of("PRJ1-1", "ABC-1", "PRJ1-2"), find(text, "ABC, PRJ1"));
        assertEquals(
                List.of("UTF-8", "ISO-8601", "SHA-256", "X86-64", "PRJ1-1", "PRJ12-1", "ABC-1", "PRJ1-2"),
                find(text, null));
    }

    @Test
    void knownProductsAreAlsoFoundBehindADashOrUnderscore() throws Exception {
        String branches = "hotfix-prj1-12 fix_PRJ1-13 UTF-8-PRJ1-14";
        assertEquals(List.of("PRJ1-12", "PRJ1-13", "PRJ1-14"), find(branches, "PRJ1"));
        assertEquals(List.of("UTF-8"), find(branches, null));
    }

    @Test
    void aNumberWithoutTheProductsPrefixIsNoneOfAProductThatIsCalledSo() throws Exception {
        assertEquals(List.of("S-R-3"), find("S-12 and S-R-3", List.of("S")));
    }

    @Test
    void onePrefixMayBeginAnother() throws Exception {
        assertEquals(List.of("AB-1", "A-2", "ABC-3"), find("AB-1 A-2 ABC-3", List.of("A", "AB", "ABC")));
    }

    @Test
    void changesOfTheBuildAreReadInOrderAndThoseSinceTheLastSuccessOnDemand() throws Exception {
        build.saying(sinceLastSuccess -> sinceLastSuccess
                ? Arrays.asList("PRJ1-3", null, "PRJ1-1")
                : List.of("branch/PRJ1-2", "PRJ1-1\n\nPRJ1-2"));
        assertEquals(List.of("PRJ1-2", "PRJ1-1"), build.run("ahaReferences", Map.of()));
        assertEquals(List.of("PRJ1-2", "PRJ1-1"), build.run("ahaReferences", Map.of("since", "build")));
        assertEquals(List.of("PRJ1-3", "PRJ1-1"), build.run("ahaReferences", Map.of("since", "lastSuccess")));
        assertEquals("Aha!: found PRJ1-2, PRJ1-1", build.lines().get(0));
        assertEquals(List.of(), build.run("ahaReferences", Map.of("text", "")));
        assertEquals("Aha!: no references found.", build.lines().get(3));
        assertInstanceOf(ArrayList.class, build.run("ahaReferences", Map.of()));
        assertEquals(0, aha.simulator().requests().size());
    }

    @Test
    void aFirstBuildHasNoneToCompareWith() throws Exception {
        build.saying(new ChangeLog() {
            @Override
            public List<String> texts(boolean sinceLastSuccess) {
                return List.of("feature/PRJ1-1");
            }

            @Override
            public boolean isFirstBuild() {
                return true;
            }
        });
        assertEquals(List.of("PRJ1-1"), build.run("ahaReferences", Map.of()));
        assertEquals(
                List.of(
                        "Aha!: found PRJ1-1",
                        "Aha!: there is no earlier build to compare with, so only the names of branch and change request"
                                + " were searched, and no commits."),
                build.lines());
        build.run("ahaReferences", Map.of("text", "PRJ1-2"));
        assertEquals(3, build.lines().size());
    }

    @Test
    void aForkIsWarnedOfWhereEveryProductCounts() throws Exception {
        build.saying(new ChangeLog() {
            @Override
            public List<String> texts(boolean sinceLastSuccess) {
                return List.of("PRJ1-1");
            }

            @Override
            public boolean isFromFork() {
                return true;
            }
        });
        build.run("ahaReferences", Map.of());
        assertEquals(2, build.lines().size());
        assertTrue(
                build.lines().get(0).startsWith("Warning: This change request comes from a fork"),
                build.lines().get(0));
        build.run("ahaReferences", Map.of("products", "PRJ1"));
        build.run("ahaReferences", Map.of("text", "PRJ1-2"));
        assertEquals(4, build.lines().size());
    }

    @Test
    @Tag("large")
    void largeTextsDoNotTakeForever() {
        for (String part : List.of("PRJ1-1-", "a", "A-", "1")) {
            String text = part.repeat((part.length() > 2 ? 10_000_000 : 1_000_000) / part.length());
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> find(text, null));
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> find(text, List.of("PRJ1", "A")));
        }
    }

    @Test
    void whatTheBuildsBeforeThisOneBroughtIsSearchedToo() throws Exception {
        build.saying(sinceLastSuccess -> List.of("PRJ1-1"));
        assertEquals(List.of("PRJ1-1"), build.run("ahaReferences", Map.of("since", "upstream")));
        build.saying(new ChangeLog() {
            @Override
            public List<String> texts(boolean sinceLastSuccess) {
                return List.of("PRJ1-1");
            }

            @Override
            public List<String> upstreamTexts() {
                return List.of("PRJ1-2");
            }

            @Override
            public boolean isFirstBuild() {
                return true;
            }
        });
        assertEquals(List.of("PRJ1-1", "PRJ1-2"), build.run("ahaReferences", Map.of("since", "upstream")));
    }
}
