package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.alert.Rule;
import io.lapwing.sharedmodel.alert.RuleId;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.json.RuleJson;

import java.time.Instant;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Rules as items.
final class RuleItems {

    private static final String VERSION = "v";
    private static final String ENABLED = "enabled";
    private static final String DEFINITION = "definition";
    private static final String CREATED_AT = "createdAt";
    private static final String UPDATED_AT = "updatedAt";

    private RuleItems() {}

    static Map<String, AttributeValue> write(Rule rule) {
        return Map.of(VERSION, Items.of(rule.version()), ENABLED, Items.of(rule.definition().enabled()), DEFINITION,
                new CompactWriter().text(RuleJson.write(rule.definition())).toAttribute(), CREATED_AT,
                Items.of(rule.createdAt().toEpochMilli()), UPDATED_AT, Items.of(rule.updatedAt().toEpochMilli()));
    }

    static Rule read(TenantId tenant, Map<String, AttributeValue> item) {
        return new Rule(tenant, new RuleId(Items.text(item, DynamoDbKey.SK)),
                RuleJson.read(CompactReader.of(item.get(DEFINITION)).text()),
                Instant.ofEpochMilli(Items.number(item, CREATED_AT)),
                Instant.ofEpochMilli(Items.number(item, UPDATED_AT)), Items.number(item, VERSION));
    }

    static boolean isEnabled(Map<String, AttributeValue> item) {
        return Items.flag(item, ENABLED);
    }

    /// The version of a rule, or that of a deletion.
    ///
    /// @param item empty if there is none
    static long version(Map<String, AttributeValue> item) {
        return Items.optionalNumber(item, VERSION).orElse(0L);
    }

    /// Where a deletion stands.
    static Map<String, AttributeValue> deleted(long version) {
        return Map.of(VERSION, Items.of(version));
    }
}
