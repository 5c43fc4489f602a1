package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Members as items.
final class MemberItems {

    private static final String SEPARATOR = ",";

    private MemberItems() {}

    /// What every write of a member sets.
    static Map<String, AttributeValue> values(Member member) {
        String roles = member.roles().stream().sorted().map(Role::text).collect(Collectors.joining(SEPARATOR));
        return Map.of(":n", Items.of(member.name()), ":r", Items.of(roles), ":c",
                Items.of(member.createdAt().toEpochMilli()), ":u", Items.of(member.updatedAt().toEpochMilli()));
    }

    static AttributeValue seenAt(Member member) {
        Instant seenAt = member.lastSeenAt();
        if (seenAt == null) {
            throw new IllegalArgumentException(member.id() + " was never seen");
        }
        return Items.of(seenAt.toEpochMilli());
    }

    /// Whether he was not removed.
    static boolean lives(Map<String, AttributeValue> item) {
        return !Items.flag(item, "gone");
    }

    static Member read(TenantId tenant, Map<String, AttributeValue> item) {
        Set<Role> roles = Stream.of(Items.text(item, "r").split(SEPARATOR, -1)).map(Role::parse)
                .flatMap(Optional::stream).collect(Collectors.toSet());
        return new Member(tenant, new UserId(Items.text(item, DynamoDbKey.SK)), Items.text(item, "n"), roles,
                instant(item, "ca"), instant(item, "ua"),
                Items.optionalNumber(item, "sa").map(Instant::ofEpochMilli).orElse(null), Items.number(item, "v"));
    }

    private static Instant instant(Map<String, AttributeValue> item, String name) {
        return Instant.ofEpochMilli(Items.number(item, name));
    }
}
