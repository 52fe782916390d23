package io.jenkins.plugins.aha.chaos;

import io.jenkins.plugins.aha.simulator.AhaSimulator;
import io.jenkins.plugins.aha.simulator.ScreenDefinition;
import io.jenkins.plugins.aha.simulator.ShownForm;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What a value means, whether it is the one that was sent or the one that is shown: two values with one meaning are the
 * same to a person. Follows the forms of the simulator, and is written without a look at the client's own rules.
 * Immutable.
 */
final class Meaning {
    /** As much of a text as is shown in any case, also with entities in it. */
    private static final int CERTAIN_LENGTH = 150;

    private static final int DAY_LENGTH = 10;

    private final AhaSimulator aha;
    private final DrawnAccount account;

    Meaning(AhaSimulator aha, DrawnAccount account) {
        this.aha = aha;
        this.account = account;
    }

    /** The meaning of a value of one of the table's fields; empty for none. */
    String of(String field, Object value) {
        if (value == null || value.equals("")) {
            return "";
        }
        return switch (field) {
            case "note" -> note(value.toString());
            case "seats" -> number(value.toString());
            case "last_deployment" ->
                value.toString()
                        .substring(0, Math.min(DAY_LENGTH, value.toString().length()));
            case "website" -> text(value.toString().strip().replaceFirst("^http://", ""));
            case "tags" -> list(value, Meaning::text);
            case "plan" -> label("plan", text(value.toString()));
            case "channels" -> list(value, one -> label("channels", text(one)));
            case "account_managers" -> list(value, this::user);
            case "sizing" -> cells((Map<?, ?>) value);
            default -> text(value.toString());
        };
    }

    private static String text(String value) {
        String decoded = decoded(Normalizer.normalize(value, Normalizer.Form.NFC));
        String folded = decoded.replaceAll("[\\s\\h]+", " ").strip();
        return folded.substring(0, Math.min(CERTAIN_LENGTH, folded.length()));
    }

    private static String decoded(String value) {
        return value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static String note(String value) {
        String lines = value.replaceAll("<br>|</p>|</li>|</div>", "\n").replaceAll("</?[A-Za-z][^<>]*>", "");
        return decoded(Normalizer.normalize(lines, Normalizer.Form.NFC))
                .lines()
                .map(line -> line.replaceAll("[\\s\\h]+", " ").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String number(String value) {
        BigDecimal number = new BigDecimal(value);
        BigDecimal shown = account.shows(ShownForm.ROUNDED_NUMBERS) ? number.setScale(2, RoundingMode.HALF_UP) : number;
        return shown.stripTrailingZeros().toPlainString();
    }

    private static String list(Object value, UnaryOperator<String> meaning) {
        Collection<?> all = value instanceof Collection<?> list
                ? list
                : Arrays.asList(value.toString().split(","));
        List<String> texts = new ArrayList<>();
        all.forEach(one -> texts.add(meaning.apply(String.valueOf(one))));
        return new TreeSet<>(texts).toString();
    }

    private String label(String field, String idOrLabel) {
        ScreenDefinition table = aha.state().table("customers");
        return DrawnValues.CHOICES.get(field).stream()
                .filter(label -> table.optionId(field, label).equals(idOrLabel))
                .findFirst()
                .orElse(idOrLabel);
    }

    private String user(String idOrEmail) {
        return idOrEmail.contains("@") ? aha.state().userId(idOrEmail) : idOrEmail;
    }

    private static String cells(Map<?, ?> written) {
        Map<?, ?> cells = written.get("values") instanceof Map<?, ?> shown ? shown : written;
        return cells.entrySet().stream()
                .map(cell -> cell.getKey() + "=" + plain(cell.getValue()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String plain(Object cell) {
        Object value = cell instanceof Map<?, ?> shown ? shown.get("value") : cell;
        return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
    }
}
