package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Says that a part of a journal was written, and what it came to.
final class PartMarker {

    private static final String COUNTS = "counts";
    /// Longer than any journal entry stays.
    private static final Duration LIFE = Duration.ofDays(30);

    private PartMarker() {}

    static Map<String, AttributeValue> write(Written written, Instant now) {
        return Map.of(Keys.EXPIRES_AT, Items.of(now.plus(LIFE).getEpochSecond()), COUNTS,
                new CompactWriter().number(written.added()).number(written.unchanged())
                        .number(written.overwritten()).number(written.late()).toAttribute());
    }

    static Written read(Map<String, AttributeValue> item) {
        CompactReader counts = CompactReader.of(item.get(COUNTS));
        return new Written(counts.count(), counts.count(), counts.count(), counts.count());
    }
}
