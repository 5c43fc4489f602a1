package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.member.Role;

/// Who may use a route.
public sealed interface Access {
    /// Everybody, without a token.
    record Open() implements Access {}

    /// A device, by the access token in the path.
    record DeviceToken() implements Access {}

    /// A user with at least this role.
    record AtLeast(Role role) implements Access {}
}
