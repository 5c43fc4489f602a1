package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.command.CommandId;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.device.TokenHash;
import io.lapwing.sharedmodel.event.Event;
import io.lapwing.sharedmodel.limit.Budget;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.quarantine.QuarantineId;
import io.lapwing.sharedmodel.shadow.ShadowName;
import io.lapwing.sharedmodel.telemetry.MessageId;

import java.time.Instant;

/// Where every item of ours lies. The access patterns behind these keys, and what they cost, are in `docs/dynamodb.md`.
///
/// A device's items but for its profile carry its *incarnation*, a random id that it gets when it is registered: what
/// is left of a deleted device belongs to an incarnation that nobody asks for any more, and is removed afterwards.
final class Keys {

    /// The time to live of an item, in seconds since 1970.
    static final String EXPIRES_AT = "expiresAt";
    /// Whose a quarantined message is, an attribute of its place in the list: the device's id.
    static final String DEVICE = "device";
    /// The incarnation of a device, an attribute of its profile and of its state.
    static final String INCARNATION = "inc";

    /// How many digits a time has that sorts as text.
    static final int MILLIS_DIGITS = 16;

    private static final int LIST_SHARDS = 8;
    private static final int OUTBOX_SHARDS = 16;

    private final DynamoDbTables tables;

    Keys(DynamoDbTables tables) {
        this.tables = tables;
    }

    /// A tenant's devices lie together, in the order of their ids: the profile of one is an item of that list.
    DynamoDbKey profile(DeviceKey device) {
        return registry(profiles(device.tenant()), "D#" + device.device());
    }

    static String profiles(TenantId tenant) {
        return "T#" + tenant;
    }

    /// What every message of the device changes. Exists exactly as long as the profile does.
    DynamoDbKey state(DeviceKey device) {
        return registry(ofDevice(device), "S");
    }

    /// Which tokens a device has.
    DynamoDbKey tokens(DeviceKey device) {
        return registry(ofDevice(device), "K");
    }

    /// In which hour the newest reading of a metric lies, for all metrics of one page. How many pages there are, the
    /// state tells.
    DynamoDbKey metrics(DeviceKey device, String incarnation, int page) {
        return registry(ofDevice(device), metrics(device, incarnation).sk() + page);
    }

    /// What the keys of all metrics of the device begin with.
    DynamoDbKey metrics(DeviceKey device, String incarnation) {
        return registry(ofDevice(device), "M#" + incarnation + "#");
    }

    DynamoDbKey token(TokenHash token) {
        return registry("K#" + token.hex(), "K");
    }

    /// The claim of a message id; that of an entry is claimed for the entry's device.
    DynamoDbKey claim(DeviceKey device, String incarnation, MessageId mid) {
        return registry(claims(device, incarnation), mid.value());
    }

    static String claims(DeviceKey device, String incarnation) {
        return "C#" + device + "#" + incarnation;
    }

    DynamoDbKey shadow(DeviceKey device, String incarnation, ShadowName name) {
        return registry(shadows(device, incarnation), name.value());
    }

    static String shadows(DeviceKey device, String incarnation) {
        return "SH#" + device + "#" + incarnation;
    }

    DynamoDbKey quarantined(TenantId tenant, QuarantineId id) {
        return registry("Q#" + tenant + "/" + id, "Q");
    }

    /// The place of a quarantined message in its tenant's list. A list that everybody appends to is spread over
    /// shards: one partition key takes about a thousand writes a second.
    DynamoDbKey quarantineList(TenantId tenant, QuarantineId id, Instant firstReceivedAt) {
        return registry(quarantineList(tenant, Math.floorMod(id.hashCode(), LIST_SHARDS)),
                millis(firstReceivedAt) + "#" + id);
    }

    /// @param place the sort key of a place in the list
    static QuarantineId quarantinedAt(String place) {
        return new QuarantineId(place.substring(place.indexOf('#') + 1));
    }

    static String quarantineList(TenantId tenant, int shard) {
        return "QL#" + tenant + "#" + shard;
    }

    /// How many shards a list that everybody appends to is spread over.
    static int listShards() {
        return LIST_SHARDS;
    }

    DynamoDbKey idempotency(TenantId tenant, String digest) {
        return registry("I#" + tenant + "/" + digest, "I");
    }

    /// @param tenant empty for what nobody was recognised in
    static String audit(String tenant, int shard) {
        return "A#" + tenant + "#" + shard;
    }

    DynamoDbKey audit(String tenant, int shard, String position) {
        return registry(audit(tenant, shard), position);
    }

    DynamoDbKey member(TenantId tenant, UserId id) {
        return registry(members(tenant), id.value());
    }

    static String members(TenantId tenant) {
        return "MB#" + tenant;
    }

    /// How much of a budget was taken in one window. Each window lies apart, under a key of its own.
    DynamoDbKey rate(Budget budget, long window) {
        return registry("RL#" + budget.owner() + "#" + budget.limit() + "#" + window, "R");
    }

    /// Until when somebody may be listening to what in a tenant.
    DynamoDbKey listeners(TenantId tenant) {
        return registry("LI#" + tenant, "L");
    }

    /// Messages too large for one transaction, committed and still to be spread out.
    DynamoDbKey journal(TenantId tenant, String id) {
        return registry(journal(tenant), id);
    }

    static String journal(TenantId tenant) {
        return "J#" + tenant;
    }

    /// Says that one part of a journal was written. Each under a partition key of its own, since there may be thousands.
    DynamoDbKey journalPart(TenantId tenant, String id, int part) {
        return registry("JP#" + tenant + "/" + id + "#" + part, "J");
    }

    /// A deleted device whose items are still to be removed.
    DynamoDbKey deleted(DeviceKey device, String incarnation) {
        return registry(deleted(Math.floorMod(device.hashCode(), LIST_SHARDS)), device + "#" + incarnation);
    }

    static String deleted(int shard) {
        return "X#" + shard;
    }

    /// Where what watches over devices lies.
    WatchKeys watch() {
        return new WatchKeys(tables);
    }

    /// Where files lie.
    FileKeys files() {
        return new FileKeys(tables);
    }

    /// Where what is remembered of chats lies.
    ChatKeys chat() {
        return new ChatKeys(tables);
    }

    /// An event in the outbox. Those of one key lie together, in the order of their positions: no key has a `#`.
    DynamoDbKey outbox(Event event) {
        return registry(outbox(outboxShard(event.orderKey())), outboxKey(event.orderKey())
                + "%019d".formatted(event.position()));
    }

    /// What the sort keys of all events of `orderKey` begin with.
    static String outboxKey(String orderKey) {
        return orderKey + "#";
    }

    static String outbox(int shard) {
        return "O#" + shard;
    }

    static int outboxShard(String orderKey) {
        return Math.floorMod(orderKey.hashCode(), OUTBOX_SHARDS);
    }

    /// An event that was put aside.
    DynamoDbKey outboxDeadLetter(Event event) {
        DynamoDbKey place = outbox(event);
        return registry("OD#" + outboxShard(event.orderKey()), place.sk());
    }

    static int outboxShards() {
        return OUTBOX_SHARDS;
    }

    /// An entry of a tenant's feed.
    DynamoDbKey feed(TenantId tenant, long number) {
        return registry(feed(tenant), feedNumber(number));
    }

    static String feed(TenantId tenant) {
        return "F#" + tenant;
    }

    static String feedNumber(long number) {
        return "%019d".formatted(number);
    }

    /// The last number of a tenant's feed.
    DynamoDbKey feedEnd(TenantId tenant) {
        return registry("FN#" + tenant, "N");
    }

    /// Says that an event is in its tenant's feed.
    DynamoDbKey feedMark(Event event) {
        return registry("FM#" + event.orderKey(), "%019d".formatted(event.position()));
    }

    /// Where a command lies, by its id.
    DynamoDbKey commandId(TenantId tenant, CommandId id) {
        return registry("CM#" + tenant + "/" + id, "C");
    }

    /// A command, in the list of its device.
    DynamoDbKey command(DeviceKey device, String incarnation, String place) {
        return registry(commands(device, incarnation), place);
    }

    static String commands(DeviceKey device, String incarnation) {
        return "CL#" + device + "#" + incarnation;
    }

    static String commandPlace(Instant createdAt, CommandId id) {
        return millis(createdAt) + "#" + id;
    }

    /// @param place the sort key of a command
    static CommandId commandAt(String place) {
        return new CommandId(place.substring(place.indexOf('#') + 1));
    }

    /// Which commands of a device are open.
    DynamoDbKey openCommands(DeviceKey device, String incarnation) {
        return registry(ofDevice(device), "O#" + incarnation);
    }

    /// The place of an open command among all that run out one day.
    DynamoDbKey commandExpiry(TenantId tenant, CommandId id, String incarnation, Instant expiresAt) {
        return registry(commandExpiries(Math.floorMod(id.hashCode(), LIST_SHARDS)),
                millis(expiresAt) + "#" + tenant + "/" + id + "#" + incarnation);
    }

    static String commandExpiries(int shard) {
        return "CE#" + shard;
    }

    /// A pack of readings; what its sort key means is [io.lapwing.aws.adapters]' telemetry store's own.
    DynamoDbKey pack(DeviceKey device, String incarnation, String sk) {
        return new DynamoDbKey(tables.readings(), packs(device, incarnation), sk);
    }

    static String packs(DeviceKey device, String incarnation) {
        return device + "#" + incarnation;
    }

    DynamoDbTables tables() {
        return tables;
    }

    static DeviceId deviceOfProfile(String sk) {
        return new DeviceId(sk.substring("D#".length()));
    }

    /// A time that sorts as text, from 1970 on.
    static String millis(Instant time) {
        return "%016x".formatted(time.toEpochMilli());
    }

    private static String ofDevice(DeviceKey device) {
        return "S#" + device;
    }

    private DynamoDbKey registry(String pk, String sk) {
        return new DynamoDbKey(tables.registry(), pk, sk);
    }
}
