package io.jenkins.plugins.aha.simulator;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The account's users by id. An e-mail address that is not known yet becomes one. Thread-safe. */
final class UserDirectory {
    private final Map<String, AhaUser> byId = new ConcurrentHashMap<>();

    UserDirectory() {
        add(AhaUser.MARY_HUMPTY);
        add(AhaUser.JOHN_SMITH);
    }

    void add(AhaUser user) {
        byId.put(user.id(), user);
    }

    Optional<AhaUser> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The user with this address; a new one always gets the same id for it. */
    AhaUser withEmail(String email) {
        Collection<AhaUser> known = byId.values();
        return known.stream()
                .filter(user -> user.email().equals(email))
                .findFirst()
                .orElseGet(() -> {
                    AhaUser user = new AhaUser(StableId.of("user", email), email, email, Instant.EPOCH);
                    add(user);
                    return user;
                });
    }
}
