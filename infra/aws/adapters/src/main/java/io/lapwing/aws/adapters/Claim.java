package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.MessageId;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A message id that was taken.
///
/// @param until when it ends, in milliseconds; what DynamoDB removes, and when, is not relied on
/// @param journal the id of the journal that it was taken for, if it was
record Claim(long until, @Nullable String journal) {

    static final String UNTIL = "until";
    private static final String JOURNAL = "journal";
    private static final Duration SLACK = Duration.ofHours(1);

    static Claim at(Instant receivedAt, @Nullable String journal) {
        return new Claim(receivedAt.plus(MessageId.LIFE).toEpochMilli(), journal);
    }

    static Claim of(Map<String, AttributeValue> item) {
        return new Claim(Items.number(item, UNTIL), Items.optionalText(item, JOURNAL).orElse(null));
    }

    boolean holdsAt(Instant receivedAt) {
        return receivedAt.toEpochMilli() < until;
    }

    /// Writes it, unless the id is taken at that time.
    void writeTo(ItemWrites writes, DynamoDbKey key, Instant receivedAt) {
        Map<String, AttributeValue> attributes = new HashMap<>();
        attributes.put(UNTIL, Items.of(until));
        attributes.put(Keys.EXPIRES_AT, Items.of(until / 1000 + SLACK.toSeconds()));
        if (journal != null) {
            attributes.put(JOURNAL, Items.of(journal));
        }
        writes.putIf(key, attributes, "attribute_not_exists(pk) OR #until <= :until",
                Map.of(UNTIL, Items.of(receivedAt.toEpochMilli())));
    }
}
