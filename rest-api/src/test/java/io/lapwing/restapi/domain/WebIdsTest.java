package io.lapwing.restapi.domain;

import io.lapwing.sharedmodel.device.TenantId;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WebIdsTest {
    private static Caller.User user(String tenant, String subject) {
        return new Caller.User(subject, new TenantId(tenant), Set.of(), subject);
    }

    private static String accountOf(String subject) {
        return WebIds.account(user("acme", subject)).id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "auth0|5f7c", "al@x.example", "a/b", "x"})
    void calls_a_user_as_his_tokens_do_where_a_platform_could(String subject) {
        assertThat(WebIds.account(user("acme", subject)).toString()).isEqualTo("web:acme/" + subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Al ice", "zoë", "علي", "🚰", "sha256:", "sha256:x"})
    void calls_others_by_a_digest(String subject) {
        assertThat(accountOf(subject)).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void never_calls_two_users_the_same() {
        List<String> subjects = List.of("zoë", "zoe", accountOf("zoë"), "Zoë", "zo ë", "c/zoe");

        assertThat(subjects.stream().map(WebIdsTest::accountOf)).doesNotHaveDuplicates();
        assertThat(Stream.of(user("acme", "zoe"), user("other", "zoe")).map(WebIds::account)).doesNotHaveDuplicates();
    }

    @Test
    void has_room_for_the_longest_names() {
        String longest = "x".repeat(128);

        assertThat(WebIds.place(WebIds.account(user("a".repeat(40), longest)), "c".repeat(64)).id())
                .isEqualTo("c".repeat(64) + "/" + longest);
        assertThat(WebIds.place(WebIds.account(user("acme", "ü".repeat(128))), "c".repeat(64)).id()).hasSize(136);
    }

    @Test
    void never_takes_one_request_for_another() {
        assertThat(Stream.of(WebIds.inputWithKey(user("acme", "alice"), "k"),
                WebIds.inputWithKey(user("acme", "alice"), "k2"), WebIds.inputWithKey(user("acme", "alic"), "ek"),
                WebIds.inputWithKey(user("other", "alice"), "k"), WebIds.inputWithoutKey(user("acme", "alice"), "k")))
                .doesNotHaveDuplicates();
        assertThat(WebIds.inputWithKey(user("acme", "alice"), "k"))
                .isEqualTo(WebIds.inputWithKey(user("acme", "alice"), "k"));
    }
}
