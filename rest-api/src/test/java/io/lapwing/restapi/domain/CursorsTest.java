package io.lapwing.restapi.domain;

import io.lapwing.restapi.domain.Cursors.ListId;
import io.lapwing.sharedmodel.device.TenantId;

import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CursorsTest {
    private static final TenantId ACME = new TenantId("acme");

    private final Cursors cursors = new Cursors(new SecretKeySpec(new byte[32], "HmacSHA256"));

    @Test
    void opens_what_it_signed_whatever_the_page_size() {
        String cursor = cursors.sign(list(Map.of("type", List.of("pump"), "limit", List.of("5"))), "日本/1");

        assertThat(cursors.open(list(Map.of("type", List.of("pump"), "limit", List.of("9"), "cursor",
                List.of(cursor))), cursor)).contains("日本/1");
    }

    @Test
    void refuses_every_cursor_with_one_character_changed() {
        ListId list = list(Map.of());
        String cursor = cursors.sign(list, "pump-1");

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(cursors.open(list, cursor.substring(0, i) + other + cursor.substring(i + 1))).isEmpty();
            assertThat(cursors.open(list, cursor.substring(0, i))).isEmpty();
        }
        assertThat(cursors.open(list, cursor + "A")).isEmpty();
        assertThat(cursors.open(list, cursor + "=")).isEmpty();
    }

    @Test
    void refuses_a_cursor_of_another_server_key() {
        Cursors others = new Cursors(new SecretKeySpec(new byte[]{1, 2, 3}, "HmacSHA256"));

        assertThat(cursors.open(list(Map.of()), others.sign(list(Map.of()), "pump-1"))).isEmpty();
    }

    @Test
    void tells_filters_apart_however_they_are_cut() {
        String cursor = cursors.sign(list(Map.of("a", List.of("b", "c"))), "x");

        assertThat(cursors.open(list(Map.of("a", List.of("bc"))), cursor)).isEmpty();
        assertThat(cursors.open(list(Map.of("a", List.of("b"), "c", List.of())), cursor)).isEmpty();
        assertThat(cursors.open(list(Map.of("a", List.of("c", "b"))), cursor)).isEmpty();
    }

    private static ListId list(Map<String, List<String>> filters) {
        return new ListId(ACME, "/v1/devices", filters);
    }
}
