package io.jenkins.plugins.aha.values;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Decodes common named entities of HTML and all numeric character references. Stateless. */
final class Entities {
    private static final Pattern ENTITY =
            Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9A-Fa-f]{1,6})|([A-Za-z][A-Za-z0-9]{1,7}));");
    /** The entities of the characters from 0xA0 to 0xFF, in their order. */
    private static final String LATIN =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr"
                    + " deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave"
                    + " Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde"
                    + " Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute"
                    + " acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve"
                    + " oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

    /** Likewise from 0x391, the capital alpha; a dash for a character without name. */
    private static final String GREEK =
            "Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho"
                    + " - Sigma Tau Upsilon Phi Chi Psi Omega - - - - - - - alpha beta gamma delta epsilon zeta eta theta iota kappa"
                    + " lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega";
    /** Names and characters in turn. */
    private static final String OTHERS =
            "ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ lsaquo ‹ rsaquo ›"
                    + " hellip … bull • euro € trade ™ dagger † Dagger ‡ permil ‰ OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ fnof ƒ"
                    + " circ ˆ tilde ˜ prime ′ Prime ″ larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ hArr ⇔ minus − infin ∞ asymp ≈"
                    + " ne ≠ le ≤ ge ≥ radic √ sum ∑ prod ∏ part ∂ int ∫ loz ◊ spades ♠ clubs ♣ hearts ♥ diams ♦";

    private static final Map<String, String> NAMED = named();

    private Entities() {}

    private static Map<String, String> named() {
        Map<String, String> named = new HashMap<>(Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'"));
        named.putAll(Map.of("ensp", "\u2002", "emsp", "\u2003", "thinsp", "\u2009", "zwj", "\u200D", "zwnj", "\u200C"));
        String[] others = OTHERS.split(" ");
        for (int i = 0; i < others.length; i += 2) {
            named.put(others[i], others[i + 1]);
        }
        char greek = 0x391;
        for (String name : GREEK.split(" ")) {
            named.put(name, String.valueOf(greek++));
        }
        char latin = 0xA0;
        for (String name : LATIN.split(" ")) {
            named.put(name, String.valueOf(latin++));
        }
        return Map.copyOf(named);
    }

    /** Returns the text with its entities resolved, once; an unknown entity stays. */
    static String decoded(String html) {
        return html.indexOf('&') < 0 ? html : ENTITY.matcher(html).replaceAll(Entities::character);
    }

    private static String character(MatchResult entity) {
        String number = entity.group(1) != null ? entity.group(1) : entity.group(2);
        if (number == null) {
            return Matcher.quoteReplacement(NAMED.getOrDefault(entity.group(3), entity.group()));
        }
        int codePoint = Integer.parseInt(number, entity.group(1) != null ? 10 : 16);
        return Matcher.quoteReplacement(
                Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : entity.group());
    }
}
