package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Role;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Who sends a request.
public sealed interface Caller {
    /// As the audit trail names it.
    String actor();

    @Nullable
    TenantId tenant();

    /// A person or program with a bearer token.
    ///
    /// @param name for people to read
    record User(String subject, TenantId tenant, Set<Role> roles, String name) implements Caller {
        public User {
            roles = Set.copyOf(roles);
        }

        public boolean mayAct(Role needed) {
            return roles.stream().anyMatch(role -> role.compareTo(needed) >= 0);
        }

        @Override
        public String actor() {
            return "user:" + subject;
        }
    }

    /// A device with its access token.
    record DeviceCaller(DeviceKey device) implements Caller {
        @Override
        public String actor() {
            return "device:" + device.device();
        }

        @Override
        public TenantId tenant() {
            return device.tenant();
        }
    }

    /// Somebody who did not say who he is, or could not prove it.
    record Anonymous() implements Caller {
        @Override
        public String actor() {
            return "anonymous";
        }

        @Override
        public @Nullable TenantId tenant() {
            return null;
        }
    }
}
