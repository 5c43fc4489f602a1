package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;

import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Reads a member from the body of a PUT.
public final class MemberFields {
    private static final String ROLES = "roles";

    private MemberFields() {}

    /// What people say about a member.
    public record Entry(String name, Set<Role> roles) {
        public Entry {
            roles = Set.copyOf(roles);
        }
    }

    /// What a GET answers may be sent back: fields that nobody can edit are taken where they are no others.
    ///
    /// @throws RequestRefused
    ///             when it cannot be a member, naming every wrong field
    public static Entry read(@Nullable Object body, UserId own) {
        Fields fields = Fields.of(body);
        if (fields.has("sub") && !own.value().equals(fields.raw("sub"))) {
            fields.error("sub", "must be that of the path");
        }
        fields.has("createdAt");
        fields.has("updatedAt");
        fields.has("lastSeenAt");
        String name = fields.requiredText("name");
        Set<Role> roles = roles(fields);
        fields.check();
        return new Entry(name, roles);
    }

    private static Set<Role> roles(Fields fields) {
        fields.require(ROLES);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String text : fields.texts(ROLES)) {
            Role.parse(text).ifPresentOrElse(roles::add,
                    () -> fields.error(ROLES, "must be viewer, operator or admin"));
        }
        return roles;
    }
}
