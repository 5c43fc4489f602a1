package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.limit.Allowance;
import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.limit.RateLimit;
import io.lapwing.sharedmodel.port.RateLimiter;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Budgets that all instances of a function share: an item counts what was taken of one in one window of the clock.
///
/// An instance takes requests from it in advance, the more the busier its caller is with it: 20 of a busy one cost one
/// write. The first request that an instance hears of a caller in a window costs none: it is settled with those that
/// follow, so that neither a start nor an app that asks now and then waits for a count.
///
/// Thread-safe.
public final class DynamoDbRateLimiter implements RateLimiter {

    private static final String OPERATION = "RateLimiter.take";
    private static final int MAX_BUDGETS = 10_000;
    private static final long MAX_LEASE = 20;
    /// A lease that another instance got in the way of is asked for again, with what is left.
    private static final int MAX_TRIES = 3;
    private static final String COUNT = "n";

    private final DynamoDatabase database;
    /// Guarded by itself. In the order of their last use.
    private final LinkedHashMap<Budget, Share> shares = new LinkedHashMap<>(16, 0.75f, true);

    public DynamoDbRateLimiter(DynamoDatabase database) {
        this.database = database;
    }

    /// What this instance has of one budget. Guarded by itself.
    private static final class Share {
        private long window = -1;
        /// Taken in advance, and not used yet.
        private long left;
        /// Granted here in this window.
        private long granted;
        /// Granted, and not counted yet.
        private long owed;
        /// As the item said last.
        private long counted;
        private boolean spent;

        private void begin(long next) {
            window = next;
            left = 0;
            granted = 0;
            owed = 0;
            counted = 0;
            spent = false;
        }
    }

    @Override
    public Allowance take(Budget budget, Instant now) {
        RateLimit limit = budget.limit();
        long seconds = limit.window().toSeconds();
        long window = Math.floorDiv(now.getEpochSecond(), seconds);
        Duration rest = Duration.between(now, Instant.ofEpochSecond((window + 1) * seconds));
        Share share = share(budget);
        synchronized (share) {
            if (share.window != window) {
                share.begin(window);
            }
            if (share.left == 0 && !share.spent) {
                provide(budget, share);
            }
            if (share.left == 0) {
                return Allowance.refused(rest, rest);
            }
            share.left--;
            share.granted++;
            return Allowance.granted(limit.quota() - share.counted - share.owed + share.left, rest);
        }
    }

    private Share share(Budget budget) {
        synchronized (shares) {
            Share share = shares.computeIfAbsent(budget, _ -> new Share());
            if (shares.size() > MAX_BUDGETS) {
                shares.remove(shares.firstEntry().getKey());
            }
            return share;
        }
    }

    private void provide(Budget budget, Share share) {
        if (share.granted == 0) {
            share.owed = 1;
            share.left = 1;
            return;
        }
        long quota = budget.limit().quota();
        long wanted = Math.min(quota, share.owed + Math.min(MAX_LEASE, share.granted));
        for (int i = 0; i < MAX_TRIES && wanted > share.owed; i++) {
            if (lease(budget, share, wanted)) {
                share.left = wanted - share.owed;
                share.owed = 0;
                return;
            }
            wanted = Math.min(wanted, quota - share.counted);
        }
        share.spent = wanted <= share.owed;
    }

    /// Counts so many, if there are so many; notes what the item says.
    private boolean lease(Budget budget, Share share, long wanted) {
        DynamoDbKey key = database.keys().rate(budget, share.window);
        long quota = budget.limit().quota();
        long end = (share.window + 2) * budget.limit().window().toSeconds();
        Map<String, AttributeValue> values = Map.of(":wanted", Items.of(wanted), ":max", Items.of(quota - wanted),
                ":end", Items.of(end));
        return database.call(OPERATION, key.toString(), dynamoDb -> {
            try {
                share.counted = Items.number(dynamoDb.updateItem(update -> update.tableName(key.table())
                        .key(key.attributes()).updateExpression("add n :wanted set expiresAt = :end")
                        .conditionExpression("attribute_not_exists(n) or n <= :max").expressionAttributeValues(values)
                        .returnValues(ReturnValue.UPDATED_NEW)
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)).attributes(),
                        COUNT);
                return true;
            } catch (ConditionalCheckFailedException e) {
                share.counted = Items.optionalNumber(e.item(), COUNT).orElse(quota);
                return false;
            }
        });
    }
}
