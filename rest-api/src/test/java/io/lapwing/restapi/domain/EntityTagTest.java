package io.lapwing.restapi.domain;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EntityTagTest {
    private final EntityTag tag = EntityTag.of(7, "online");

    @Test
    void is_stale_only_when_the_version_has_changed() {
        assertThat(tag.refuseEdit(EntityTag.of(7, "offline").header())).isEmpty();
        assertThat(tag.refuseEdit("\"7\"")).isEmpty();
        assertThat(tag.refuseEdit("\"1\", \"7\"")).isEmpty();
        assertThat(tag.refuseEdit("*")).isEmpty();
        assertThat(tag.refuseEdit("\"70\"").map(Problem::type)).contains(ProblemType.VERSION_STALE);
        assertThat(tag.refuseEdit(EntityTag.of(6, "online").header()).map(Problem::type))
                .contains(ProblemType.VERSION_STALE);
        assertThat(tag.refuseEdit("W/\"7\"").map(Problem::type)).contains(ProblemType.VERSION_STALE);
        assertThat(tag.refuseEdit(null)).isEqualTo(Optional
                .of(Problem.of(ProblemType.IF_MATCH_REQUIRED, "Send the ETag that you read as If-Match.")));
    }

    @Test
    void is_known_only_by_the_very_same_representation() {
        assertThat(tag.isKnownBy(tag.header())).isTrue();
        assertThat(tag.isKnownBy("\"x\", W/" + tag.header())).isTrue();
        assertThat(tag.isKnownBy("*")).isTrue();
        assertThat(tag.isKnownBy("\"7\"")).isFalse();
        assertThat(tag.isKnownBy(EntityTag.of(7, "offline").header())).isFalse();
    }
}
