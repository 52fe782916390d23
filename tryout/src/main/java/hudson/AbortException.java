package hudson;

import java.io.IOException;

/** Stands in for Jenkins' class of this name, which pipelines catch. */
public class AbortException extends IOException {
    private static final long serialVersionUID = 1L;

    public AbortException() {}

    public AbortException(String message) {
        super(message);
    }
}
