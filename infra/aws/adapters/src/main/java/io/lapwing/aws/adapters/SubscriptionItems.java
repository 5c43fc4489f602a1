package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.Subscription;
import io.lapwing.sharedmodel.chat.Subscription.Wish;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.document.JsonText;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Subscriptions as items.
final class SubscriptionItems {

    static final String CREATED_AT = "createdAt";

    private static final String ANSWER = "answer";
    private static final String SUBSCRIBER = "subscriber";
    private static final String SEVERITY = "severity";
    private static final String TYPE = "type";
    private static final String SITE = "site";
    private static final String DEVICES = "devices";
    private static final String LANGUAGE = "language";
    private static final String BOARD = "board";

    private SubscriptionItems() {}

    /// All but the key and the version.
    static Map<String, AttributeValue> write(Subscription subscription) {
        Wish wish = subscription.wish();
        Map<String, AttributeValue> item = new HashMap<>();
        putIfPresent(item, ANSWER, subscription.place().answer());
        item.put(SUBSCRIBER, Items.of(ChatKeys.name(subscription.subscriber())));
        item.put(SEVERITY, Items.of(wish.severity().name()));
        putIfPresent(item, TYPE, wish.type());
        putIfPresent(item, SITE, wish.site());
        if (!wish.devices().isEmpty()) {
            item.put(DEVICES, AttributeValue.fromSs(wish.devices().stream().map(DeviceId::value).toList()));
        }
        item.put(LANGUAGE, Items.of(subscription.language()));
        item.put(BOARD, Items.of(subscription.board().json()));
        item.put(CREATED_AT, Items.of(subscription.createdAt().toEpochMilli()));
        return item;
    }

    static Subscription read(TenantId tenant, Map<String, AttributeValue> item) {
        Wish wish = new Wish(Severity.valueOf(Items.text(item, SEVERITY)), Items.optionalText(item, TYPE).orElse(null),
                Items.optionalText(item, SITE).orElse(null), devices(item));
        return new Subscription(tenant,
                ChatKeys.place(Items.text(item, DynamoDbKey.SK), Items.optionalText(item, ANSWER).orElse(null)),
                ChatKeys.account(Items.text(item, SUBSCRIBER)), wish, Items.text(item, LANGUAGE),
                new JsonText(Items.text(item, BOARD)), Instant.ofEpochMilli(Items.number(item, CREATED_AT)),
                Items.number(item, NextVersion.VERSION));
    }

    private static Set<DeviceId> devices(Map<String, AttributeValue> item) {
        AttributeValue devices = item.get(DEVICES);
        return devices == null ? Set.of() : devices.ss().stream().map(DeviceId::new).collect(Collectors.toSet());
    }

    private static void putIfPresent(Map<String, AttributeValue> item, String name, @Nullable String text) {
        if (text != null) {
            item.put(name, Items.of(text));
        }
    }
}
