package io.jenkins.plugins.aha.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The address of a thing's page in Aha!, such as {@code https://acme.aha.io/releases/PRJ1-R-1}, as a browser shows it.
 * Immutable.
 *
 * @param kind what the page shows
 * @param id its reference or numeric id, as it stands there
 */
record PageAddress(Kind kind, String id) {
    private static final Pattern SCHEME = Pattern.compile("(?i)\\s*https?://.*", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("(?i)[0-9]{1,20}|[A-Z][A-Z0-9]*(-[A-Z0-9]+)+");
    private static final Pattern PRODUCT = Pattern.compile("(?i)[0-9]{1,20}|[A-Z][A-Z0-9]*");
    private static final Map<String, Kind> OTHER_NAMES = Map.of("workspaces", Kind.PRODUCT);

    /** Returns whether a text is an address at all. */
    static boolean isAddress(String text) {
        return SCHEME.matcher(text).matches();
    }

    /**
     * Reads an address; its query and fragment do not count.
     *
     * @throws IllegalArgumentException with a sentence for the user when it is not the page of anything that has links
     */
    static PageAddress parse(String text) {
        String address = text.trim();
        List<String> path = path(address);
        for (int i = path.size() - 1; i > 0; i--) {
            Kind kind = kindOf(path.get(i - 1));
            // Below a product's page are lists and boards, which are not the product.
            boolean last = i == path.size() - 1;
            Pattern id = kind == Kind.PRODUCT ? PRODUCT : ID;
            if (kind != null
                    && (last || kind != Kind.PRODUCT)
                    && id.matcher(path.get(i)).matches()) {
                return new PageAddress(kind, path.get(i));
            }
        }
        throw new IllegalArgumentException("'" + address + "' is not the address of a page of Aha! to which records can"
                + " be linked, such as https://acme.aha.io/features/PRJ1-12");
    }

    private static List<String> path(String address) {
        try {
            String path = new URI(address.replaceFirst("[?#].*", "")).getPath();
            return Arrays.stream(path.split("/"))
                    .filter(part -> !part.isEmpty())
                    .toList();
        } catch (URISyntaxException notAnAddress) {
            return List.of();
        }
    }

    private static Kind kindOf(String collection) {
        String name = collection.toLowerCase(Locale.ROOT);
        return Arrays.stream(Kind.values())
                .filter(kind -> name.equals(kind.collection()) || kind.page().equals(name))
                .findFirst()
                .orElse(OTHER_NAMES.get(name));
    }
}
