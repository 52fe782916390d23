package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.client.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ahaReferences}: the references to Aha! that the change log, the branch and the change request mention. */
final class References implements Operation {
    /** From when on changes count. */
    enum Since {
        /** This build's changes. */
        BUILD,
        /** Also those of the builds since the last successful one. */
        LAST_SUCCESS
    }

    /** A reference, not inside a longer word or number; a branch may go on with a dash. */
    private static final Pattern MENTION = Pattern.compile(
            "(?<![A-Za-z0-9_-])[A-Za-z][A-Za-z0-9]{0,19}-(?:[RISGErisge]-[1-9][0-9]{0,9}|[1-9][0-9]{0,9}(?:-[1-9][0-9]{0,9})?)"
                    + "(?![A-Za-z0-9_])");

    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]*");

    private final Set<String> products = new LinkedHashSet<>();
    private final Since since;
    private final String text;

    References(Parameters parameters) {
        for (String product : parameters.optionalTexts("products")) {
            String prefix = product.toUpperCase(Locale.ROOT);
            if (!PREFIX.matcher(prefix).matches()) {
                throw parameters.refuse("takes prefixes of products, such as 'PRJ1', in 'products', not '" + product
                        + "'");
            }
            products.add(prefix);
        }
        since = parameters.choice("since", Since.class, Since.BUILD);
        Object given = parameters.optionalValue("text");
        if (given != null && !(given instanceof CharSequence)) {
            throw parameters.refuse("takes a text for 'text', not " + Parameters.describe(given));
        }
        text = given == null ? null : given.toString();
        parameters.flag("dryRun", false);
    }

    /** The references, each once, in upper case, in the order in which they are mentioned first. */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        List<String> texts =
                text != null ? List.of(text) : context.changeLog().texts(since == Since.LAST_SUCCESS);
        Set<String> found = new LinkedHashSet<>();
        texts.forEach(one -> found.addAll(find(one)));
        context.log().tell("Aha!: " + (found.isEmpty() ? "no references found." : "found " + String.join(", ", found)));
        return new ArrayList<>(found);
    }

    private Set<String> find(String mentions) {
        Set<String> found = new LinkedHashSet<>();
        Matcher mention = MENTION.matcher(mentions);
        while (mention.find()) {
            Reference reference = Reference.parse(mention.group(), null);
            if (products.isEmpty() || products.contains(reference.prefix())) {
                found.add(reference.id());
            }
        }
        return found;
    }
}
