package io.jenkins.plugins.aha.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Turns bytes into decisions, so that the source of the bytes (a fuzzer that learns, or a seed) decides everything
 * about a case. When the bytes are used up, every decision is the first one. Not thread-safe.
 */
final class Choices {
    /** What has broken parsers, logs, addresses and spreadsheets before. */
    private static final List<String> FRAGMENTS = List.of(
            "",
            " ",
            "\r\n",
            "\n",
            "\t",
            "\u0000",
            "\u001b[31m",
            "\u0085",
            "\u00a0",
            "\u200b",
            "\u2028",
            "\u202e",
            "\ufeff",
            "\ud800",
            "\udc00",
            "\ud83d\ude00",
            "ß",
            "ı",
            "İ",
            "ſ",
            "٣",
            "..",
            "../",
            "%2e%2e%2f",
            "/",
            "\\",
            "?",
            "#",
            "&",
            ";",
            ",",
            "\"",
            "'",
            "`",
            "<script>alert(1)</script>",
            "<style>",
            "</",
            "<!--",
            "&lt;",
            "&#39;",
            "${x}",
            "{",
            "}",
            "[",
            "]",
            "null",
            "true",
            "NaN",
            "=",
            "=1+1",
            "=cmd|' /C calc'!A0",
            "+",
            "-",
            "@",
            "|",
            "%",
            "＝",
            "0",
            "-1",
            "1e5",
            "1e999999999",
            "-0",
            "0x10",
            "00",
            "1.",
            ".5",
            "9223372036854775807",
            "18446744073709551616",
            "9".repeat(400),
            "a".repeat(400),
            "PRJ1",
            "PRJ1-R-1",
            "prj1-12-3",
            "-E-5",
            "name",
            "id",
            "links.",
            "Z",
            "T",
            "2026-01-31",
            "2026-01-31T08:00:00Z",
            "Sat, 31 Jan 2026 08:00:00 GMT",
            "+99:99",
            "-999999999-01-01");

    private final byte[] bytes;
    private int at;

    Choices(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A number from 0 on, below the bound. */
    int below(int bound) {
        int drawn = next();
        for (long most = 256; most < bound; most *= 256) {
            drawn = drawn << 8 | next();
        }
        return Math.floorMod(drawn, bound);
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return below(times) == times - 1;
    }

    <T> T of(List<T> all) {
        return all.get(below(all.size()));
    }

    long wideNumber() {
        long number = 0;
        for (int i = 0; i < 8; i++) {
            number = number << 8 | next();
        }
        return number;
    }

    /** A text of up to six pieces: fragments, digits, letters of any script, raw bytes. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int rest = below(7); rest > 0; rest--) {
            switch (below(5)) {
                case 0, 1 -> text.append(of(FRAGMENTS));
                case 2 -> text.append(below(1_000_000));
                case 3 -> text.append((char) below(65_536));
                default -> text.append(new String(raw(below(12)), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }

    byte[] raw(int length) {
        byte[] drawn = new byte[length];
        for (int i = 0; i < length; i++) {
            drawn[i] = (byte) next();
        }
        return drawn;
    }

    private int next() {
        return at < bytes.length ? bytes[at++] & 0xff : 0;
    }
}
