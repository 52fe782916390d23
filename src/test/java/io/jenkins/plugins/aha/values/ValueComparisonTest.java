package io.jenkins.plugins.aha.values;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Which values are one: too few write unchanged records each night, too many lose a write. */
class ValueComparisonTest {
    private static final String LONG = "Deployed to the cluster of customer ".repeat(10);

    private static Result compare(Object sent, Object shown, String type) {
        return ValueComparison.compare(sent, shown, new FieldForm(type, null));
    }

    private static void same(String type, Object sent, Object shown) {
        assertEquals(Result.SAME, compare(sent, shown, type), sent + " and " + shown);
        assertEquals(NormalForm.of(sent), NormalForm.of(shown));
    }

    private static void form(String type, Object sent, Object shown) {
        assertEquals(Result.ANOTHER_FORM, compare(sent, shown, type), sent + " and " + shown);
    }

    private static void unclear(String type, Object sent, Object shown) {
        assertEquals(Result.UNCLEAR, compare(sent, shown, type), sent + " and " + shown);
    }

    private static void other(String type, Object sent, Object shown) {
        assertEquals(Result.ANOTHER_VALUE, compare(sent, shown, type), sent + " and " + shown);
    }

    @Test
    void nothingIsNothing() {
        for (Object empty :
                Arrays.asList(null, "", " \n", "\u00a0\u2003", List.of(), List.of(""), List.of("", " "), Map.of())) {
            assertTrue(ValueComparison.isEmpty(empty), "" + empty);
            same(null, empty, null);
            same(null, null, empty);
            other(null, empty, "x");
            other(null, 0, empty);
        }
        for (Object full : List.of("x", 0, false, List.of("", "x"), Map.of("a", ""))) {
            assertFalse(ValueComparison.isEmpty(full), "" + full);
        }
        for (String blank : List.of("<p></p>", "<p><br></p>", "<p>&nbsp;</p>")) {
            assertEquals(Result.SAME, compare("", blank, "note"), blank);
        }
        other("note", "", "<p><img src=\"x.png\"></p>");
        other("note", "", List.of("x"));
        other("string", "<none>", null);
    }

    @Test
    void textsAreTrimmedFoldedComposedAndEscaped() {
        same("string", "Acme  GmbH", "Acme GmbH");
        same("string", " Acme\tGmbH\r\n", "Acme GmbH");
        same("string", "Acme\u00a0GmbH", "Acme GmbH");
        same("string", "Mu\u0308ller", "M\u00fcller");
        same("string", "R&D", "R&amp;D");
        same("string", "a < b > c \"d\" 'e'", "a &lt; b &gt; c &quot;d&quot; &#39;e&#x27;");
        same("string", "Müller", "M&uuml;ller");
        same(null, "R&D", "R&amp;D");
        form("string", "R&amp;D", "R&D");
        form("string", "a <b>c</b>", "a c");
        form("string", LONG, LONG.substring(0, 255));
        form("string", "R&D ".repeat(80), "R&amp;D ".repeat(80).substring(0, 253));
    }

    @Test
    void anAddressMayGetASchemeAndItsHostHasNoCase() {
        same("url", "www.Acme.com", "http://www.acme.com/");
        same("url", "www.acme.com/A", "https://www.acme.com/A");
        same("url", "https://Acme.com", "https://acme.com/");
        other("url", "www.acme.com/a", "http://www.acme.com/A");
        other("url", "http://acme.com", "https://acme.com");
        other("url", "https://acme.com", "acme.com");
        other("url", "A", "a");
        other("url", "https://acme.com/a/", "https://acme.com/a");
        other("string", "www.acme.com", "http://www.acme.com");
    }

    @Test
    void anAddressFieldTakesAnyTextAndMayEscapeIt() {
        same("url", "www.acme.com  two  blanks", "http://www.acme.com  two  blanks");
        same("url", " see the wiki ", "https:// see the wiki");
        same("url", "wiki/R&D plan", "http://wiki/R&amp;D plan");
        form("url", "www.acme.com/two blanks", "http://www.acme.com/two%20blanks");
        form("url", "two  blanks", "http://two%20%20blanks");
        form("url", "https://müller.example/Straße", "https://xn--mller-kva.example/Stra%C3%9Fe");
        form("url", "acme.com/" + LONG, "http://acme.com/" + LONG.substring(0, 240));
        other("url", "two blanks", "http://three blanks");
        other("url", "http://two blanks", "https://two blanks");
        other("url", "100% sure", "http://100% safe");
        other("url", "Wiki", "http://wiki");
        other("url", "a+b", "http://a b");
    }

    @Test
    void onlyPlainTextsAndNumbersContradict() {
        contradicts("string", "Acme", "Zane");
        contradicts("string", "R&D 1", "R&amp;D 2");
        contradicts("string", "Acme", 5);
        contradicts(null, "Acme", "Zane");
        contradicts("number", 5, "6.0");
        contradicts("url", "", "www.acme.com");
        contradicts("note", "<p>Acme</p>", null);
        contradicts("string", "Release 10", "Release 1");
        contradicts("string", LONG, "Another " + LONG.substring(0, 50));
        mayAgree("number", "0.004", "0.0");
        mayAgree("number", 12_345_678_901_234_567L, "12345678901234500");
        mayAgree("string", LONG, LONG.substring(0, 50));
        mayAgree("string", "Ship it \uD83D\uDE80", "Ship it ?");
        mayAgree("string", "東京 1", "?? 1");
        contradicts("string", "東京 1", "大阪 1");
        contradicts("string", "東京 1", "?? 2");
        mayAgree("string", "gold", "GOLD");
        mayAgree("string", "<x>Acme & Zane</x>", "Acme  Zane");
        mayAgree("string", List.of("a"), "b");
        mayAgree("string", true, "checked");
        mayAgree("number", "five", "5.0");
        mayAgree("date", "2026-01-31", "2026-02-01");
        mayAgree("url", "www.acme.com/Straße", "https://go.example/1");
        mayAgree("array", List.of("a"), List.of("b"));
        mayAgree("note", "a", "b");
        mayAgree("rating", "a", "b");
        mayAgree(null, Map.of("1", 2), "x");
    }

    private static void contradicts(String type, Object sent, Object shown) {
        assertTrue(Contradiction.isCertain(sent, shown, new FieldForm(type, null)), sent + " and " + shown);
    }

    private static void mayAgree(String type, Object sent, Object shown) {
        assertFalse(Contradiction.isCertain(sent, shown, new FieldForm(type, null)), sent + " and " + shown);
    }

    @Test
    void textsMayBeEscapedTwiceAndLoseWhatCannotBeSeen() {
        same("string", "α → β ≤ ½ „γ“", "&alpha; &rarr; &beta; &le; &frac12; &bdquo;&gamma;&ldquo;");
        same("string", "Ω Σ ς", "&Omega; &Sigma; &sigmaf;");
        form("string", "R&D", "R&amp;amp;D");
        form("string", "\ufeffAcme\u200b", "Acme");
        form("string", "a\u0000b", "ab");
        other("string", "&nosuch;", "nosuch");
        form("number", 12_345_678_901_234_567L, "12345678901234568.0");
        other("number", 6_776_757_454_428_629_143L, "6776757454428629144");
        other("number", "1e350", "1e360");
    }

    @Test
    void listsInNotesMayBeIndented() {
        same("note", "<ul><li>a<ul><li>b</li></ul></li></ul>", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>");
        same("note", "<ul><li>a</li></ul>", "<ul><li><p>a</p></li></ul>");
        other("note", "<ul><li>a</li></ul>", "<ul><li>b</li></ul>");
        form("note", "<ul><li>a</li><li>b</li></ul>", "<ol><li>a</li><li>b</li></ol>");
    }

    @Test
    void otherTextsAreOtherValues() {
        other("string", "gold", "Gold");
        other("string", "platinum", "gold");
        other("string", "AcmeGmbH", "Acme GmbH");
        other("string", "1.10", "1.1");
        other("string", "40", "40.0");
        other("string", "a & b", "a b");
        other("string", "Release 10", "Release 1");
        other("string", LONG, LONG.substring(0, 99));
        other("string", LONG + "1", LONG + "2");
        other("string", "2026-01-31", "2026-02-01");
        other(null, "a", "b<");
        other("url", "www.acme.com", "www.acme.org");
        other("url", "12345", "www.acme.com");
        form(null, "40", "40.0");
    }

    @Test
    void numbersAreNumbersAndRoundedOnesAForm() {
        same("number", 40, "40.0");
        same("number", "40", new BigDecimal("40.00"));
        same(null, 4e1, " 40 ");
        same("string", new BigDecimal("1.10"), "1.1");
        form("number", "1.23456", new BigDecimal("1.23"));
        form("number", new BigDecimal("1.235"), new BigDecimal("1.23"));
        form("number", "1234567890123456789", new BigDecimal("1.23456789012346E+18"));
        form("number", "1,000 €", new BigDecimal("1000.0"));
        form("number", "2.04", new BigDecimal("2.0"));
        other("number", 1, new BigDecimal("2.0"));
        other("number", "1.5", new BigDecimal("1.4"));
        other("number", "0.4", new BigDecimal("0.0"));
        other("number", 40, "forty");
        other("number", "forty", 40);
        other(null, new BigDecimal("1".repeat(101)), "2".repeat(101));
        other("number", new BigDecimal("1e300"), new BigDecimal("1e-300"));
    }

    @Test
    void aDateFieldKeepsTheDayOfAMoment() {
        for (String moment : List.of(
                "2026-01-31T08:00:00Z",
                "2026-01-31T23:30:00-05:00",
                "2026-01-31T23:30",
                "2026-01-31 08:00:00 UTC",
                "2026-01-31T08:00:00.123+0100",
                "2026-01-31T08:00+01:00[Europe/Berlin]")) {
            same("date", moment, "2026-01-31");
            form(null, moment, "2026-01-31");
            other("date", moment, "2026-03-01");
        }
        same("date", "2026-01-31", "2026-01-31T00:00:00Z");
        form("date", "2026-01-31T23:30:00-05:00", "2026-02-01");
        unclear("date", "2026-01-31T23:30:00Z", "2026-02-01");
        other("date", "2026-01-31", "2026-02-01");
        unclear("date", "31 January 2026", "2026-01-31");
    }

    @Test
    void plainLinesAndParagraphsAreOneNote() {
        String lines = "Fixed login\nFixed export";
        for (String shown : List.of(
                lines,
                "<p>Fixed login<br>Fixed export</p>",
                "<p>Fixed login<br />Fixed export</p>",
                "<p>Fixed login</p><p>Fixed export</p>",
                "<div>Fixed login</div>\n<div>Fixed&nbsp;export</div>",
                "<p>Fixed login\nFixed export</p>")) {
            same("note", lines, shown);
            same(null, lines, shown);
        }
        same("note", "Portal for R&D", "<p>Portal for R&amp;D</p>");
        same(
                "note",
                "a < b, List<String>, List<A>, <joe@acme.com>",
                "<p>a &lt; b, List&lt;String&gt;, List&lt;A&gt;," + " &lt;joe@acme.com&gt;</p>");
        same("note", "a < b", "a < b");
        same("note", "&lt;p&gt;", "<p>&amp;lt;p&amp;gt;</p>");
        same("note", "<b>x</b> <i>y</i>", "<p><strong>x</strong> <em>y</em></p>");
        same("note", "<p style=\"color:red\">x</p>", "<p>x</p>");
        same("note", "<p>x<script>alert(1)</script></p>", "<p>x</p>");
        same(
                "note",
                "see https://a.example/x",
                "<p>see <a href=\"https://a.example/x\" rel=\"nofollow\">" + "https://a.example/x</a></p>");
        same(
                "note",
                "<a href='https://a.example'>x</a>",
                "<a href=\"https://a.example\" target=\"_blank\" rel=\"noopener\">x</a>");
    }

    @Test
    void aNoteWithAnotherTextOrLinkIsAnotherNote() {
        other("note", "Fixed login", "<p>Fixed export</p>");
        other("note", "Fixed login\nFixed export", "<p>Fixed login</p>");
        other("note", "Portal for R&D", "<p>Portal for RD</p>");
        form("note", "<a href='https://a.example/2'>x</a>", "<a href=\"https://a.example/1\">x</a>");
        form("note", "a <b>b</b>", "<p>a b</p>");
        form("note", "a b", "<p>a <b>b</b></p>");
        form("note", "a\nb", "<p>a b</p>");
        form("note", "a\nb", "<ul><li>a</li><li>b</li></ul>");
        form("note", "new List<String>()", "<p>new List()</p>");
        assertTrue(NoteText.sharesWords("* item", "<ul><li>item</li></ul>"));
        assertFalse(NoteText.sharesWords("build 1", "<p>build 2</p>"));
        assertFalse(NoteText.sharesWords("-", "<p>build</p>"));
    }

    @Test
    void aMultipleChoiceHasNoOrderAndCommasBetween() {
        same("array", List.of("a", "b"), List.of("b", "a"));
        same("array", List.of("a", "a", "b"), List.of("a", "b"));
        same("array", "a, b", List.of("a", "b"));
        same("string", List.of("a", "b"), "a, b");
        same("array", "a", List.of("a"));
        same("array", List.of("a"), "a");
        same("array", List.of("R&D", " x "), List.of("x", "R&amp;D"));
        same("array", "Acme, Inc.", List.of("Acme, Inc."));
        same("array", List.of(1, 2), List.of("2", "1"));
        other("array", List.of("a", "b"), List.of("a", "c"));
        other("array", List.of("a"), List.of("a", "b"));
        other("array", List.of("a,b"), List.of("a", "b"));
        unclear("array", List.of("a", "b"), List.of("a"));
        unclear("array", List.of("6776757454428589549", "a"), List.of("a", "gold"));
        other("array", List.of("6776757454428589549"), List.of("gold", "silver"));
        assertTrue(ValueComparison.isPartlyDropped(List.of("a", "b"), List.of("a")));
        assertTrue(ValueComparison.isPartlyDropped("a, b", List.of("a")));
        assertFalse(ValueComparison.isPartlyDropped(List.of("a", "6776757454428589549"), List.of("a", "gold")));
        assertFalse(ValueComparison.isPartlyDropped(List.of("Web", "web"), List.of("Web")));
        assertFalse(ValueComparison.isPartlyDropped(List.of("b", "a"), List.of("a", "b")));
    }

    @Test
    void usersWorksheetsAndChoicesByIdAreWhatOnlyAhaKnows() {
        FieldForm users = new FieldForm("array", List.of("joe@acme.com"));
        assertEquals(Result.SAME, ValueComparison.compare("joe@acme.com", List.of("1020675218"), users));
        assertEquals(Result.SAME, ValueComparison.compare(List.of("1020675218"), List.of("1020675218"), users));
        assertEquals(Result.UNCLEAR, ValueComparison.compare("ann@acme.com", List.of("1020675218"), users));
        unclear("string", "6776757454428589549", "gold");
        unclear("string", "gold", "6776757454428589549");
        other("string", "6776757454428589549", "6776757454428589550");
        other("string", "1234", "nightly");
        unclear("users", "joe", "ann");
        same("users", "joe", "joe");
        form("users", "<b>joe</b>", "joe");
        Map<String, Object> cells = Map.of(
                "values", Map.of("123", Map.of("value", 10, "display_value", "10.0"), "456", Map.of("value", 1)));
        same("equation_sheet", Map.of("123", 10), cells);
        same("equation_sheet", Map.of("values", Map.of("123", "10")), cells);
        other("equation_sheet", Map.of("123", 11), cells);
        unclear("equation_sheet", Map.of("789", 11), cells);
        unclear(null, Map.of("a", 1), "a");
        unclear(null, "a", Map.of("a", 1));
        same(null, Map.of("a", 1), Map.of("a", "1.0"));
        same(null, Map.of("a", Map.of("b", 1)), Map.of("a", Map.of("b", 1)));
        same("array", List.of(Map.of("a", 1)), List.of(Map.of("a", 1)));
        unclear("array", List.of(Map.of("a", 1)), List.of("a"));
        unclear("array", List.of("a"), List.of(Map.of("a", 1)));
    }

    @Test
    void truthHasWords() {
        same(null, true, "true");
        same(null, false, "FALSE");
        form("string", true, "Yes");
        form("string", false, "No");
        other("string", true, "No");
        other("string", false, "Yes");
    }

    @Test
    void normalFormsOfDifferentValuesDiffer() {
        assertNotEquals(NormalForm.of("a"), NormalForm.of("b"));
        assertNotEquals(NormalForm.of(List.of("a", "b")), NormalForm.of(List.of("a", "c")));
        assertEquals("", NormalForm.of(List.of("", " ")));
        assertEquals("{a=1}", NormalForm.ofFields(Map.of("a", 1.0, "b", "")));
        assertNotEquals(NormalForm.ofFields(Map.of("a", 1)), NormalForm.ofFields(Map.of("b", 1)));
        assertEquals(NormalForm.of("a,b"), NormalForm.of("b&#44;a"));
        assertEquals("", NormalForm.of(List.of(Map.of())));
        assertEquals("{}", NormalForm.of(List.of(Map.of("a", 1))));
        String escapedOftenerThanAnyone = "&amp;amp;amp;amp;amp;lt;";
        assertEquals("&lt;", NormalForm.of(escapedOftenerThanAnyone));
    }

    @Test
    void valuesThatAreTheSameShareANormalForm() {
        List<String> parts = List.of(
                "a",
                "A",
                " ",
                "\n",
                "<p>",
                "</p>",
                "<br>",
                "<b>",
                "</b>",
                "&amp;",
                "&lt;",
                "&",
                "<",
                ">",
                "List<A>",
                "1",
                "1.0",
                "4e1",
                ",",
                "2026-01-31",
                "T08:00:00Z",
                "true",
                "http://",
                "www.a.com",
                "/",
                "É",
                "e\u0301",
                "\u00a0",
                "<a href='x'>",
                "</a>",
                "-",
                "x@y.z",
                "\ue000");
        List<UnaryOperator<String>> forms = List.of(
                text -> "<p>" + text + "</p>",
                text -> text.replace("&", "&amp;").replace("<", "&lt;"),
                text -> text.replace("\n", "<br>"),
                text -> " " + text + "  ",
                text -> "http://" + text);
        Random random = new Random(20261127);
        int same = 0;
        for (int pair = 0; pair < 5_000; pair++) {
            String sent = "";
            for (int rest = random.nextInt(4); rest >= 0; rest--) {
                sent += parts.get(random.nextInt(parts.size()));
            }
            String shown = forms.get(random.nextInt(forms.size())).apply(sent);
            for (String type : Arrays.asList("string", "note", "number", "date", "array", "url", null)) {
                assertEquals(Result.SAME, compare(sent, sent, type), sent);
                if (compare(sent, shown, type) == Result.SAME) {
                    same++;
                    assertEquals(NormalForm.of(sent), NormalForm.of(shown), type + ": " + sent + " and " + shown);
                }
            }
        }
        assertTrue(same > 5_000, "only " + same + " were the same");
    }

    @Test
    void whatIsEasilyTakenForAnotherStandsNearIt() {
        for (String near : List.of("ACME GMBH", "AcmeGmbH", "Ａｃｍｅ GmbH", "acme\u200bGmbH", "<p>Acme GmbH</p>")) {
            assertTrue(NormalForm.isNear("Acme GmbH", near), near);
            assertEquals(NormalForm.near("Acme GmbH"), NormalForm.near(near));
        }
        assertTrue(NormalForm.isNear("\uD83D\uDE80 Release – “R1”", "Release - \"R1\""));
        assertSharesAPlace("http://www.acme.com/", "WWW.acme.com");
        assertSharesAPlace("new List<String>()", "new List()");
        assertSharesAPlace("2026-01-31T23:30:00-05:00", "2026-02-01");
        assertSharesAPlace("1.49999", new BigDecimal("1.5"));
        assertSharesAPlace("1.99999", new BigDecimal("2"));
        assertSharesAPlace(LONG, LONG.substring(0, 255));
        assertFalse(NormalForm.isNear("C", "C++"));
        assertFalse(NormalForm.isNear("1.10", "1.1"));
    }

    private static void assertSharesAPlace(Object sent, Object shown) {
        assertFalse(Collections.disjoint(NormalForm.near(sent), NormalForm.near(shown)), sent + " and " + shown);
    }

    @Test
    void daysAndMomentsThatDoNotExistAreTexts() {
        for (String none : List.of("2026-02-30", "2026-13-01T10:00Z", "")) {
            assertTrue(Days.named(none).isEmpty(), none);
        }
        for (String none :
                List.of("2026-01-31", "2026-01-31T10:00", "2026-01-31T10:00Z", "2026-01-31T25:00+01:00", "x")) {
            assertTrue(Days.inUtc(none).isEmpty(), none);
        }
        assertEquals(
                "2026-01-30", Days.inUtc("2026-01-31T00:30+01").orElseThrow().toString());
        assertEquals(
                "2026-01-31", Days.inUtc("2026-01-31T00:30-01:30").orElseThrow().toString());
    }

    @Test
    void whatIsHardlyThere() {
        same("string", "&#x110000;&#1114112;", "&#x110000;&#1114112;");
        same("number", "0.1", "0.10");
        other("number", 5, "five");
        other("number", "five", 5);
        other("number", Double.NaN, 5);
        form("number", "5 000 kg", 5000);
        other("number", "5 000 kg", 6000);
        assertTrue(Numbers.of("1e401").isEmpty());
        assertTrue(Numbers.of("1e400").isPresent());
        form("number", "0.12345678901234567891", "0.12345678901234568");
        same("string", List.of("a", ""), List.of("a"));
        same("string", List.of("a", Map.of()), "a");
        same("string", List.of("a", " ,b"), "b,a");
        assertFalse(ValueComparison.isPartlyDropped(null, List.of("a")));
        assertFalse(ValueComparison.isPartlyDropped("a", List.of()));
        assertTrue(ValueComparison.isPartlyDropped("a,b", List.of("a")));
        for (String words : List.of("", "<br>")) {
            assertFalse(NoteText.sharesWords(words, "a b"));
            assertFalse(NoteText.sharesWords("a b", words));
        }
        assertTrue(NoteText.sharesWords("a", "a b"));
        assertTrue(NoteText.sharesWords("a b", "a"));
        same("note", "<a href=x.html>x</a>", "<a href='x.html'>x</a>");
        form("note", "Deployed to " + LONG, ("<p>Deployed to " + LONG).substring(0, 200));
        unclear(null, Map.of("A1", 1), Map.of("B1", Map.of("value", 1)));
        same(null, Map.of("A1", ""), Map.of("B1", Map.of("value", 1)));
        assertTrue(NormalForm.isNear("a/", "http://A"));
        assertFalse(Contradiction.isCertain("a", List.of("b"), FieldForm.UNKNOWN));
        assertFalse(Contradiction.isCertain(true, "b", FieldForm.UNKNOWN));
    }
}
