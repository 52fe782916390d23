package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import hudson.AbortException;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

/** How a failure ends a build. */
class AhaStepExceptionTest {
    @Test
    void noCauseIsKeptThatJenkinsCannotSave() {
        AbortException failure = AhaStepException.of(new IOException("no way", new ConnectException("refused")));
        assertEquals("no way", failure.getMessage());
        assertNull(failure.getCause());
    }

    @Test
    void whatIsMeantForBuildsStaysAsItIs() {
        AbortException sentence = new AbortException("There is no such site.");
        assertSame(sentence, AhaStepException.of(sentence));
    }
}
