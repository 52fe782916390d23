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

    /** What follows a prefix; a branch name may go on with a dash or an underscore. */
    private static final String NUMBER =
            "-(?:[RISGE]-[1-9][0-9]{0,9}|[1-9][0-9]{0,9}(?:-[1-9][0-9]{0,9}(?![\\p{L}\\p{N}]))?)(?![\\p{L}\\p{N}])";

    /** Any product: only a whole word is one. */
    private static final Pattern ANY_MENTION =
            Pattern.compile("(?<![\\p{L}\\p{N}_-])[A-Z][A-Z0-9]{0,19}" + NUMBER, Pattern.CASE_INSENSITIVE);

    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]*");

    private final Pattern mention;
    private final Since since;
    private final String text;

    References(Parameters parameters) {
        Set<String> products = new LinkedHashSet<>();
        for (String product : parameters.optionalTexts("products")) {
            String prefix = product.toUpperCase(Locale.ROOT);
            if (!PREFIX.matcher(prefix).matches()) {
                throw parameters.refuse(
                        "takes prefixes of products, such as 'PRJ1', in 'products', not '" + product + "'");
            }
            products.add(prefix);
        }
        mention = products.isEmpty() ? ANY_MENTION : mentionOf(products);
        since = parameters.choice("since", Since.class, Since.BUILD);
        Object given = parameters.optionalValue("text");
        if (given != null && !(given instanceof CharSequence)) {
            throw parameters.refuse("takes a text for 'text', not " + Parameters.describe(given));
        }
        text = given == null ? null : given.toString();
        parameters.dryRun();
    }

    /** The references, each once, in upper case, in the order in which they are mentioned first. */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        boolean sinceLastSuccess = since == Since.LAST_SUCCESS;
        Set<String> found =
                find(text != null ? List.of(text) : context.changeLog().texts(sinceLastSuccess));
        context.log().tell("Aha!: " + (found.isEmpty() ? "no references found." : "found " + String.join(", ", found)));
        if (text == null) {
            Set<String> ofLibraries = find(context.changeLog().libraryTexts(sinceLastSuccess));
            ofLibraries.removeAll(found);
            if (!ofLibraries.isEmpty()) {
                context.log()
                        .tell("Aha!: left out " + String.join(", ", ofLibraries)
                                + ", which only changes of Pipeline libraries mention.");
            }
        }
        return new ArrayList<>(found);
    }

    /** Known prefixes are found behind a dash or underscore too, as in hotfix-prj1-12. */
    private static Pattern mentionOf(Set<String> products) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + String.join("|", products) + ")" + NUMBER, Pattern.CASE_INSENSITIVE);
    }

    private Set<String> find(List<String> texts) {
        Set<String> found = new LinkedHashSet<>();
        for (String one : texts) {
            Matcher matcher = mention.matcher(one == null ? "" : one);
            while (matcher.find()) {
                found.add(Reference.parse(matcher.group(), null).id());
            }
        }
        return found;
    }
}
