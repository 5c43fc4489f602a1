package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.WriteResult;
import io.lapwing.sharedmodel.telemetry.WriteResult.Written;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/// Messages that need more than a transaction takes. Such a message is committed as one entry of its tenant's journal,
/// together with its message id, and then spread out in parts; each part leaves a mark in its own transaction, so that
/// it is written once, whoever spreads it out and however often. Whoever reads completes before what the journal holds
/// of what he reads: a message is seen whole or not at all.
final class Journal {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final TelemetryWrites store;
    private final DynamoDatabase database;
    private final Keys keys;

    Journal(TelemetryWrites store) {
        this.store = store;
        this.database = store.database();
        this.keys = database.keys();
    }

    WriteResult append(MessageWrite message) {
        complete(message.source().tenant());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1;; round++) {
            Held held = store.reads().readForAdmission(message);
            Instant now = store.clock().instant();
            Optional<WriteResult> refusal = new AppendPlan(held, now).refusal(message);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            JournalEntry entry = entry(message, held, now);
            ItemWrites writes = new ItemWrites();
            JournalItems.Stored stored = JournalItems.write(entry, writes, keys);
            guard(message, entry, held, now, writes);
            if (store.transact(message.source(), writes)) {
                return spread(stored, entry.parts(keys));
            }
            DynamoDatabase.pause(TelemetryWrites.OPERATION, message.source().toString(), round, deadline);
        }
    }

    /// Spreads out what is there, oldest first. In an order of one's own, so that those who do it at the same time
    /// share the work.
    void complete(TenantId tenant) {
        JournalItems.read(items(tenant)).forEach(this::complete);
    }

    /// Spreads out what a reader asks for. The rest of a young entry is left to whoever wrote it; that of an old one is
    /// not: he is gone.
    void completeFor(TenantId tenant, Predicate<MessageWrite> wanted) {
        for (JournalItems.Stored stored : JournalItems.read(items(tenant))) {
            if (stored.entry().isOld(store.clock().instant())) {
                complete(stored);
            } else {
                write(stored.entry(), stored.entry().parts(keys).stream().filter(part -> wanted.test(part.write()))
                        .toList());
            }
        }
    }

    private void complete(JournalItems.Stored stored) {
        List<AppendUnit> parts = new ArrayList<>(stored.entry().parts(keys));
        Collections.shuffle(parts, ThreadLocalRandom.current());
        spread(stored, parts);
    }

    private static JournalEntry entry(MessageWrite message, Held held, Instant now) {
        String id = JournalEntry.newId(now);
        AppendUnit unit = AppendUnit.of(message);
        List<MessageWrite.Entry> entries = message.entries().stream().map(
                entry -> unit.isMessagesOwn(entry) ? new MessageWrite.Entry(entry.reading(), null) : entry).toList();
        Map<DeviceKey, String> incarnations = new LinkedHashMap<>();
        held.devices().forEach((device, known) -> incarnations.put(device, known.state().incarnation()));
        return new JournalEntry(id, incarnations, new MessageWrite(message.source(), null, message.receivedAt(),
                entries, message.quarantined(), null), message.replayOf() != null);
    }

    /// What the commit of an entry depends on, and changes beside it.
    private void guard(MessageWrite message, JournalEntry entry, Held held, Instant now, ItemWrites writes) {
        String incarnation = entry.incarnations().get(message.source());
        if (incarnation != null) {
            writes.check(keys.state(message.source()), Map.of(Keys.INCARNATION, Items.of(incarnation)));
            if (message.mid() != null) {
                Claim.at(message.receivedAt(), entry.id()).writeTo(writes,
                        keys.claim(message.source(), incarnation, message.mid()), message.receivedAt());
            }
        }
        if (message.replayOf() != null) {
            QuarantinePlan quarantine = new QuarantinePlan(held.quarantine(), now);
            quarantine.endWait(new QuarantineKey(entry.tenant(), message.replayOf()));
            quarantine.writeTo(writes, keys);
        }
        if (!writes.fit()) {
            throw new IllegalArgumentException("a message of more than a transaction takes, even packed");
        }
    }

    /// @param parts all of them
    private Written spread(JournalItems.Stored stored, List<AppendUnit> parts) {
        Written written = write(stored.entry(), parts);
        ItemWrites end = new ItemWrites();
        JournalItems.delete(stored, end, keys);
        database.commit(TelemetryWrites.OPERATION, stored.entry().message().source().toString(), end.toList(),
                () -> false);
        return written;
    }

    private Written write(JournalEntry entry, List<AppendUnit> parts) {
        takeClaims(entry, parts);
        Tally tally = new Tally();
        for (WriteResult result : store.run(parts)) {
            tally.add((Written) result);
        }
        return tally.total();
    }

    /// Takes the ids of the entries for this journal, before the parts with them are written.
    private void takeClaims(JournalEntry entry, List<AppendUnit> parts) {
        Map<DynamoDbKey, Claim> wanted = claims(entry, parts);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int round = 1; !wanted.isEmpty(); round++) {
            Map<DynamoDbKey, Map<String, AttributeValue>> items = database.getAll(TelemetryWrites.OPERATION,
                    wanted.keySet());
            Instant receivedAt = entry.message().receivedAt();
            List<DynamoDbKey> free = wanted.keySet().stream().filter(key -> Optional.ofNullable(items.get(key))
                    .map(Claim::of).filter(claim -> claim.holdsAt(receivedAt)).isEmpty()).toList();
            if (take(free, wanted, entry)) {
                return;
            }
            DynamoDatabase.pause(TelemetryWrites.OPERATION, entry.message().source().toString(), round, deadline);
        }
    }

    private boolean take(List<DynamoDbKey> free, Map<DynamoDbKey, Claim> wanted, JournalEntry entry) {
        boolean all = true;
        for (int i = 0; i < free.size(); i += ItemWrites.MAX_ITEMS) {
            ItemWrites writes = new ItemWrites();
            free.subList(i, Math.min(free.size(), i + ItemWrites.MAX_ITEMS))
                    .forEach(key -> Optional.ofNullable(wanted.get(key))
                            .ifPresent(claim -> claim.writeTo(writes, key, entry.message().receivedAt())));
            all &= store.transact(entry.message().source(), writes);
        }
        return all;
    }

    private Map<DynamoDbKey, Claim> claims(JournalEntry entry, List<AppendUnit> parts) {
        Map<DynamoDbKey, Claim> claims = new HashMap<>();
        for (AppendUnit part : parts) {
            for (ClaimKey claim : part.claims()) {
                String incarnation = entry.incarnations().get(claim.device());
                if (incarnation != null) {
                    claims.put(keys.claim(claim.device(), incarnation, claim.mid()),
                            Claim.at(entry.message().receivedAt(), entry.id()));
                }
            }
        }
        return claims;
    }

    private List<Map<String, AttributeValue>> items(TenantId tenant) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> position = Map.of();
        do {
            QueryResponse response = database.query(TelemetryWrites.OPERATION,
                    Queries.of(database.tables().registry(), Keys.journal(tenant))
                            .exclusiveStartKey(position.isEmpty() ? null : position).build());
            items.addAll(response.items());
            position = response.lastEvaluatedKey();
        } while (!position.isEmpty());
        return items;
    }
}
