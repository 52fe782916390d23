package io.jenkins.plugins.aha.operation;

import io.jenkins.plugins.aha.operation.context.ChangeLog;
import io.jenkins.plugins.aha.operation.context.OperationContext;
import io.jenkins.plugins.aha.operation.input.Parameters;
import io.jenkins.plugins.aha.operation.input.Since;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code ahaReferences}: the references to Aha! that the change log, the branch and the change request mention. */
final class References implements Operation {
    private static final Pattern PREFIX = Pattern.compile("[A-Z][A-Z0-9]*");

    private final boolean ofAnyProduct;
    private final ReferenceFinder mentions;
    private final Since since;
    private final String text;

    References(Parameters parameters) {
        Set<String> products = new LinkedHashSet<>();
        for (String product : parameters.keys("products")) {
            String prefix = product.toUpperCase(Locale.ROOT);
            if (!PREFIX.matcher(prefix).matches()) {
                throw parameters.refuse(
                        "takes prefixes of products, such as 'PRJ1', in 'products', not '" + product + "'");
            }
            products.add(prefix);
        }
        ofAnyProduct = products.isEmpty();
        mentions = new ReferenceFinder(products);
        since = parameters.choice("since", Since.class);
        text = parameters.freeText("text");
    }

    /** Returns the references, each once, in upper case, in the order in which they are mentioned first. */
    @Override
    public Object run(OperationContext context) throws IOException, InterruptedException {
        if (text != null) {
            return new ArrayList<>(find(context, List.of(text)));
        }
        boolean sinceLastSuccess = since != Since.BUILD;
        ChangeLog changes = context.changeLog();
        if (ofAnyProduct && changes.isFromFork()) {
            context.log()
                    .warn("This change request comes from a fork, so its author chose what its branch, title and"
                            + " commits mention. Name your products by 'products', such as 'PRJ1'; references to others"
                            + " do not count then.");
        }
        List<String> texts = new ArrayList<>(changes.texts(sinceLastSuccess));
        if (since == Since.UPSTREAM) {
            texts.addAll(changes.upstreamTexts());
        }
        Set<String> found = find(context, texts);
        if (since != Since.UPSTREAM && changes.isFirstBuild()) {
            context.log()
                    .info("Aha!: there is no earlier build to compare with, so only the names of branch and change"
                            + " request were searched, and no commits.");
        }
        return new ArrayList<>(found);
    }

    private Set<String> find(OperationContext context, List<String> texts) {
        Set<String> found = mentions.find(texts);
        context.log().info("Aha!: " + (found.isEmpty() ? "no references found." : "found " + String.join(", ", found)));
        return found;
    }
}
