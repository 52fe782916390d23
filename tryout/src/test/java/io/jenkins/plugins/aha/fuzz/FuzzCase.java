package io.jenkins.plugins.aha.fuzz;

/** One try of hostile input. It may keep nothing from one case for the next. */
interface FuzzCase {
    /** The two ways in which a case may end; any other throws. */
    enum Ending {
        VALUE,
        TYPED_ERROR
    }

    Ending run(Choices choices) throws Exception;
}
