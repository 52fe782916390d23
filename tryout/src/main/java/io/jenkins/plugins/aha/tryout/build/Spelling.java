package io.jenkins.plugins.aha.tryout.build;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that was probably meant. */
public final class Spelling {
    private Spelling() {}

    /**
     * Returns the name that is nearest to a word.
     *
     * @param most how many letters may differ
     * @return null for none
     */
    public static String nearest(String word, Collection<String> names, int most) {
        return names.stream()
                .filter(name -> distance(name, word) <= most)
                .min(Comparator.comparing(name -> distance(name, word)))
                .orElse(null);
    }

    /** Returns how many letters are to be put in, taken out, changed or swapped with the next one. */
    private static int distance(String one, String other) {
        int[][] table = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                boolean same = one.charAt(i - 1) == other.charAt(j - 1);
                table[i][j] = Math.min(
                        table[i - 1][j - 1] + (same ? 0 : 1), Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    table[i][j] = Math.min(table[i][j], table[i - 2][j - 2] + 1);
                }
            }
        }
        return table[one.length()][other.length()];
    }
}
