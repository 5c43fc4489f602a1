package io.lapwing.sharedmodel.member;

import java.util.Locale;
import java.util.Optional;

/// What a user may do; each role includes the ones before it.
public enum Role {
    VIEWER, OPERATOR, ADMIN;

    public static Optional<Role> parse(String name) {
        for (Role role : values()) {
            if (role.text().equals(name)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    /// Its name in a token.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
