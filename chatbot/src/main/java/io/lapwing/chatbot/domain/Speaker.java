package io.lapwing.chatbot.domain;

import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;

/// Who says something: what he may see and do hangs on it.
public sealed interface Speaker {

    ChatAccount account();

    /// Somebody who has not proved yet who he is. He gets help with that, and no data.
    record Stranger(ChatAccount account) implements Speaker {}

    /// A member, as he is at this moment.
    record Known(ChatAccount account, Member member) implements Speaker {

        public TenantId tenant() {
            return member.tenant();
        }

        /// Each role includes the ones before it.
        public boolean may(Role needed) {
            return member.roles().stream().anyMatch(role -> role.compareTo(needed) >= 0);
        }

        /// As in the audit trail.
        public String actor() {
            return "user:" + member.id();
        }
    }
}
