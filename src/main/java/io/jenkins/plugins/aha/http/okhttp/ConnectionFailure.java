package io.jenkins.plugins.aha.http.okhttp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;

/** Says in words why a request got no complete answer. */
final class ConnectionFailure {
    private ConnectionFailure() {}

    /**
     * Returns a clause that can follow "because".
     *
     * @param host of the site's URL, with its port where that is not the usual one
     * @param secure whether the site's URL begins with https
     * @param sent whether there was a connection, so that the request may have been sent
     * @param details the exception's message in one line, without the token
     */
    static String describe(IOException e, String host, boolean secure, boolean sent, String details) {
        if (e instanceof UnknownHostException) {
            return "the host of the site's URL is unknown: " + host;
        }
        if (e instanceof ConnectException) {
            return "the connection was refused by " + host;
        }
        boolean late = e instanceof InterruptedIOException;
        if (!sent) {
            String made = (secure ? "no secure connection" : "no connection") + " could be made with " + host;
            String perhaps = secure ? "; perhaps it does not speak https" : "";
            return late ? made + " in time" + perhaps : made + ": " + details;
        }
        if (late) {
            return "there was no answer in time from " + host;
        }
        boolean ended = e instanceof EOFException || details.startsWith("unexpected end of stream");
        return ended
                ? "the connection was closed before the answer was complete"
                : "the connection broke before the answer was complete: " + details;
    }
}
