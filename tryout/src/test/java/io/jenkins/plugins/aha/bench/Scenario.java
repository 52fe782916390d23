package io.jenkins.plugins.aha.bench;

import java.util.List;

/** Something that users do, and how well it has to go. */
interface Scenario {
    /** A word for the command line. */
    String name();

    /** Does it, and compares it with what is possible. */
    List<Figure> measure(Setting setting) throws Exception;
}
