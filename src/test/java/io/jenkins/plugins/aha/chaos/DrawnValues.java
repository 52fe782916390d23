package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.simulator.ScreenDefinition;
import io.jenkins.plugins.aha.simulator.ShownForm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Draws values of every type for records, also such as come back in another form. Not thread-safe. */
final class DrawnValues {
    /** The options of the choice lists. */
    static final Map<String, List<String>> CHOICES =
            Map.of("plan", List.of("Basic", "Pro", "Enterprise"), "channels", List.of("Direct", "Partner", "Web"));

    /** What no choice list has. */
    static final String NO_OPTION = "Platinum";

    /** What makes a text one that may be shown in another form. */
    private static final List<String> ODD = List.of(
            "",
            "",
            " & Söhne",
            "  two  blanks",
            " Mu\u0308ller",
            " at the end ",
            "\u00a0fixed",
            " <x>",
            " a < b",
            " 100 % \"sure\"",
            " 東京商事");

    private static final List<String> PATHS =
            List.of("", "/", "/?q=R&D&x=1", "/M\u00fcller#top", "/two  blanks", "/a%20b");
    private static final List<String> TYPED =
            List.of("website", "note", "seats", "last_deployment", "tags", "plan", "channels", "account_managers");

    private final Random random;
    private final DrawnAccount account;
    private final ScreenDefinition table;

    DrawnValues(Random random, DrawnAccount account, ScreenDefinition table) {
        this.random = random;
        this.account = account;
        this.table = table;
    }

    /** A text that begins with this, which makes it another than all others. */
    String text(String start) {
        String odd = shortText(start);
        return random.nextInt(12) == 0 ? odd + " " + "x".repeat(300) : odd;
    }

    /** The same, and short enough to be stored whole. */
    String shortText(String start) {
        return start + ODD.get(random.nextInt(ODD.size()));
    }

    /** Values of some fields, of any type, that differ from most other draws. */
    Map<String, Object> some() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int count = random.nextInt(3); count > 0; count--) {
            String field = TYPED.get(random.nextInt(TYPED.size()));
            values.put(field, one(field));
        }
        if (account.shows(ShownForm.WORKSHEET_CELLS) && random.nextInt(6) == 0) {
            values.put("sizing", Map.of("123", random.nextInt(1_000)));
        }
        return values;
    }

    private Object one(String field) {
        int chance = random.nextInt(1_000);
        return switch (field) {
            case "website" -> address(chance);
            case "note" -> note(chance);
            case "seats" -> random.nextBoolean() ? chance : chance + "." + random.nextInt(100_000);
            case "last_deployment" -> day();
            case "tags" -> tags(chance);
            case "plan" -> option("plan", random.nextInt(20) == 0);
            case "channels" -> new ArrayList<>(List.of(option("channels", false)));
            default -> List.of("user" + chance % 20 + "@acme.example");
        };
    }

    private String address(int chance) {
        return switch (random.nextInt(4)) {
            case 0 -> text("www.w" + chance + ".example");
            case 1 -> text("see page " + chance);
            default -> "www.w" + chance + ".example" + PATHS.get(random.nextInt(PATHS.size()));
        };
    }

    private String note(int chance) {
        return switch (random.nextInt(4)) {
            case 0 -> "Fixed login " + chance + "\nFixed export";
            case 1 -> "<p>Portal for R&D <b>" + chance + "</b></p>";
            case 2 -> text("<a href=\"https://a.example/" + chance + "\">n" + chance + "</a>");
            default -> text("n" + chance);
        };
    }

    private String day() {
        String day = LocalDate.of(2010, 1, 1).plusDays(random.nextInt(20_000)).toString();
        return account.shows(ShownForm.DAY_OF_MOMENT) && random.nextBoolean() ? day + "T12:00:00Z" : day;
    }

    private Object tags(int chance) {
        boolean asText = account.shows(ShownForm.LABELS_FROM_COMMA_TEXT) && random.nextBoolean();
        return asText ? "z" + chance + ",a" + chance : List.of(text("z" + chance), "a" + chance);
    }

    private String option(String field, boolean unknown) {
        if (unknown) {
            return NO_OPTION;
        }
        List<String> labels = CHOICES.get(field);
        String label = labels.get(random.nextInt(labels.size()));
        return random.nextInt(3) == 0 ? table.optionId(field, label) : label;
    }
}
