package io.jenkins.plugins.aha.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import hudson.AbortException;
import io.jenkins.plugins.aha.operation.input.ParameterException;
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
    void everyFailureHasAStatus() {
        AhaStepException unknownSite = AhaStepException.of(new AbortException("There is no such site."));
        assertEquals("There is no such site.", unknownSite.getMessage());
        assertEquals(0, unknownSite.getStatus());
        assertEquals("", unknownSite.getDetail());
        AhaStepException wrong = AhaStepException.of(new ParameterException("ahaGetRecord needs 'id'."));
        assertEquals("ahaGetRecord needs 'id'.", wrong.getMessage());
        assertEquals(0, wrong.getStatus());
        assertSame(wrong, AhaStepException.of(wrong));
    }
}
