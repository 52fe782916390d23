package io.jenkins.plugins.aha.run;

import hudson.scm.ChangeLogSet;
import java.lang.reflect.InvocationTargetException;

/** The whole message of a commit. */
final class CommitMessage {
    private CommitMessage() {}

    /**
     * Jenkins' own API has only {@code getMsg}, which the git plugin answers with the shortened first line; it and
     * others give the whole as {@code getComment}.
     */
    static String of(ChangeLogSet.Entry entry) {
        try {
            Object comment = entry.getClass().getMethod("getComment").invoke(entry);
            if (comment instanceof String text && !text.isBlank()) {
                return text;
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException none) {
            // This kind of source control has only the short form.
        }
        return entry.getMsg() == null ? "" : entry.getMsg();
    }
}
