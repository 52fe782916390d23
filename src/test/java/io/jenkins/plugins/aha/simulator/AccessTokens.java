package io.jenkins.plugins.aha.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The API keys of the account. While none is declared, any non-empty bearer token may read and write. Thread-safe. */
final class AccessTokens {
    private static final String SCHEME = "Bearer ";

    private final Map<String, Boolean> mayWrite = new ConcurrentHashMap<>();
    private final Map<String, AhaUser> users = new ConcurrentHashMap<>();

    void declare(String token, boolean write, AhaUser user) {
        mayWrite.put(token, write);
        users.put(token, user);
    }

    boolean isKnown(String authorization) {
        String token = tokenIn(authorization);
        return !token.isEmpty() && (mayWrite.isEmpty() || mayWrite.containsKey(token));
    }

    boolean mayWrite(String authorization) {
        return mayWrite.isEmpty() || mayWrite.getOrDefault(tokenIn(authorization), false);
    }

    /** The user whose key it is. */
    AhaUser user(String authorization) {
        return users.getOrDefault(tokenIn(authorization), AhaUser.MARY_HUMPTY);
    }

    private static String tokenIn(String authorization) {
        boolean bearer = authorization != null && authorization.startsWith(SCHEME);
        return bearer ? authorization.substring(SCHEME.length()).strip() : "";
    }
}
