package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.port.IdempotencyStore;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/// Claims, one item each, taken and ended by conditional writes. The body of a large reply goes into further items,
/// which are written first and found by the token of who wrote them: a reply is there as a whole or not at all.
public final class DynamoDbIdempotencyStore implements IdempotencyStore {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final String FINGERPRINT = "fp";
    private static final String TOKEN = "tok";
    private static final String LEASE_ENDS_AT = "leaseEnd";
    private static final String ENDS_AT = "ends";
    private static final String REPLY_STATUS = "code";
    private static final String CONTENT_TYPE = "ctype";
    private static final String BODY = "body";
    private static final String MORE_PARTS = "more";

    /// Nobody has it, it has expired, or the same work's lease ran out.
    private static final String IS_FREE = "attribute_not_exists(pk) or ends <= :now"
            + " or (attribute_not_exists(code) and leaseEnd <= :now and fp = :fp)";
    private static final String IS_HELD = "tok = :tok and attribute_not_exists(code)";

    private final DynamoDatabase database;
    private final Keys keys;

    public DynamoDbIdempotencyStore(DynamoDatabase database) {
        this.database = database;
        this.keys = database.keys();
    }

    /// A claim that was taken by this very call, whose answer was lost on its way, is taken.
    @Override
    public Claim claim(ClaimKey key, String fingerprint, Instant now, Duration lease) {
        String token = UUID.randomUUID().toString();
        Instant leaseEnd = now.plus(lease);
        DynamoDbKey place = place(key);
        Map<String, AttributeValue> claim = Writes.item(place, Map.of(FINGERPRINT, Items.of(fingerprint), TOKEN,
                Items.of(token), LEASE_ENDS_AT, Items.of(leaseEnd.toEpochMilli()), ENDS_AT,
                Items.of(leaseEnd.plus(KEPT).toEpochMilli()), Keys.EXPIRES_AT, Items.of(expiry(leaseEnd))));
        Map<String, AttributeValue> held = database.write("IdempotencyStore.claim", place.toString(),
                dynamoDb -> dynamoDb.putItem(request -> request.tableName(place.table()).item(claim)
                        .conditionExpression(IS_FREE)
                        .expressionAttributeValues(
                                Map.of(":now", Items.of(now.toEpochMilli()), ":fp", Items.of(fingerprint)))
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        return held == null || token.equals(Items.text(held, TOKEN)) ? new Claim.Taken(token)
                : held(key, held, fingerprint);
    }

    private Claim held(ClaimKey key, Map<String, AttributeValue> claim, String fingerprint) {
        if (!fingerprint.equals(Items.text(claim, FINGERPRINT))) {
            return new Claim.OtherWork();
        }
        if (!claim.containsKey(REPLY_STATUS)) {
            return new Claim.Running(Instant.ofEpochMilli(Items.number(claim, LEASE_ENDS_AT)));
        }
        return new Claim.Finished(new Reply((int) Items.number(claim, REPLY_STATUS),
                Items.text(claim, CONTENT_TYPE), body(key, claim)));
    }

    private String body(ClaimKey key, Map<String, AttributeValue> claim) {
        String token = Items.text(claim, TOKEN);
        List<DynamoDbKey> places = IntStream.range(0, (int) Items.number(claim, MORE_PARTS))
                .mapToObj(part -> part(key, token, part)).toList();
        Map<DynamoDbKey, Map<String, AttributeValue>> found = database.getAll("IdempotencyStore.claim", places);
        List<byte[]> parts = new ArrayList<>();
        parts.add(bytes(claim));
        places.forEach(place -> parts.add(bytes(found.getOrDefault(place, Map.of()))));
        return StoredReply.body(parts);
    }

    @Override
    public void finish(ClaimKey key, String token, Reply reply) {
        List<byte[]> parts = StoredReply.parts(reply);
        putMore(key, token, parts.subList(1, parts.size()));
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":tok", Items.of(token));
        values.put(":code", Items.of(reply.status()));
        values.put(":ctype", Items.of(reply.contentType()));
        values.put(":body", AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(parts.getFirst())));
        values.put(":more", Items.of(parts.size() - 1));
        DynamoDbKey place = place(key);
        end("IdempotencyStore.finish", place, request -> request.updateItem(update -> update.tableName(place.table())
                .key(place.attributes()).conditionExpression(IS_HELD).expressionAttributeValues(values)
                .updateExpression("set code = :code, ctype = :ctype, body = :body, more = :more")));
    }

    private void putMore(ClaimKey key, String token, List<byte[]> parts) {
        if (parts.isEmpty()) {
            return;
        }
        DynamoDbKey place = place(key);
        Map<String, AttributeValue> claim = database.get("IdempotencyStore.finish", place).orElse(Map.of());
        if (!token.equals(Items.optionalText(claim, TOKEN).orElse(null))) {
            return;
        }
        List<Map<String, AttributeValue>> items = IntStream.range(0, parts.size()).mapToObj(part -> Writes.item(
                part(key, token, part),
                Map.of(BODY, AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(parts.get(part))),
                        Keys.EXPIRES_AT, Items.of(Items.number(claim, Keys.EXPIRES_AT)))))
                .toList();
        database.putAll("IdempotencyStore.finish", place.table(), items);
    }

    @Override
    public void abandon(ClaimKey key, String token) {
        DynamoDbKey place = place(key);
        end("IdempotencyStore.abandon", place, request -> request.deleteItem(delete -> delete.tableName(place.table())
                .key(place.attributes()).conditionExpression(IS_HELD)
                .expressionAttributeValues(Map.of(":tok", Items.of(token)))));
    }

    /// Who is not the holder any more, or has ended it already, changes nothing.
    private void end(String operation, DynamoDbKey place, Consumer<DynamoDbClient> write) {
        database.write(operation, place.toString(), write);
    }

    private DynamoDbKey place(ClaimKey key) {
        return keys.idempotency(key.tenant(), digest(key));
    }

    private DynamoDbKey part(ClaimKey key, String token, int number) {
        DynamoDbKey place = place(key);
        return new DynamoDbKey(place.table(), place.pk(), "B#" + token + "#" + number);
    }

    /// Keys are the callers' own, of any length and content.
    private static String digest(ClaimKey key) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String frame = key.scope().length() + ":" + key.scope() + key.key();
            return HexFormat.of().formatHex(digest.digest(frame.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(Map<String, AttributeValue> item) {
        AttributeValue body = item.get(BODY);
        if (body == null) {
            throw new IllegalStateException("a reply without its body");
        }
        return body.b().asByteArrayUnsafe();
    }

    private static long expiry(Instant leaseEnd) {
        return leaseEnd.plus(KEPT).getEpochSecond() + 1;
    }
}
