package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.quarantine.QuarantinedMessage;
import io.lapwing.sharedmodel.telemetry.MessageId;
import io.lapwing.sharedmodel.telemetry.MessageWrite;
import io.lapwing.sharedmodel.telemetry.MetricName;
import io.lapwing.sharedmodel.telemetry.MetricValue;
import io.lapwing.sharedmodel.telemetry.Reading;
import io.lapwing.sharedmodel.telemetry.ReadingKey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;

/// A message that is committed, and still to be spread out to the devices that it is about.
///
/// @param incarnations of its source and of the devices of its readings
/// @param message without ids that its own claim covers
/// @param outOfReplay whether it is a replay
record JournalEntry(String id, Map<DeviceKey, String> incarnations, MessageWrite message, boolean outOfReplay) {

    /// Longer than a function runs.
    private static final Duration BUSY = Duration.ofMinutes(1);
    private static final int MILLIS_DIGITS = 16;
    private static final int MAX_QUARANTINED = 30;
    private static final int MAX_QUARANTINED_BYTES = 1_000_000;

    /// An id that sorts by its time.
    static String newId(Instant now) {
        return Keys.millis(now) + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /// Whether nobody can be busy any more with what was committed then.
    boolean isOld(Instant now) {
        long committed = HexFormat.fromHexDigitsToLong(id, 0, MILLIS_DIGITS);
        return committed + BUSY.toMillis() < now.toEpochMilli();
    }

    TenantId tenant() {
        return message.source().tenant();
    }

    byte[] write() {
        CompactWriter out = new CompactWriter();
        writeDevice(message.source(), out);
        out.signed(message.receivedAt().toEpochMilli()).flag(outOfReplay).number(incarnations.size());
        List<DeviceKey> devices = new ArrayList<>();
        incarnations.forEach((device, incarnation) -> {
            devices.add(device);
            writeDevice(device, out);
            out.text(incarnation);
        });
        out.number(message.entries().size());
        Map<DeviceKey, Integer> numbers = new LinkedHashMap<>();
        devices.forEach(device -> numbers.put(device, numbers.size()));
        message.entries().forEach(entry -> writeEntry(entry, numbers, out));
        out.number(message.quarantined().size());
        message.quarantined().forEach(part -> QuarantineItems.write(part, out));
        return out.toBytes();
    }

    private static void writeEntry(MessageWrite.Entry entry, Map<DeviceKey, Integer> devices, CompactWriter out) {
        Reading reading = entry.reading();
        MessageId mid = entry.mid();
        out.number(devices.getOrDefault(reading.device(), 0)).signed(reading.key().ts().toEpochMilli())
                .signed(reading.key().seq()).optionalText(mid == null ? null : mid.value())
                .number(reading.values().size());
        reading.values().forEach((metric, value) -> out.text(metric.value()).value(value));
    }

    static JournalEntry read(String id, byte[] written) {
        CompactReader in = new CompactReader(written);
        DeviceKey source = readDevice(in);
        Instant receivedAt = Instant.ofEpochMilli(in.signed());
        boolean outOfReplay = in.flag();
        Map<DeviceKey, String> incarnations = new LinkedHashMap<>();
        for (int i = in.count(); i > 0; i--) {
            incarnations.put(readDevice(in), in.text());
        }
        List<DeviceKey> devices = List.copyOf(incarnations.keySet());
        List<MessageWrite.Entry> entries = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            entries.add(readEntry(in, devices));
        }
        List<QuarantinedMessage> quarantined = new ArrayList<>();
        for (int i = in.count(); i > 0; i--) {
            quarantined.add(QuarantineItems.read(in));
        }
        return new JournalEntry(id, incarnations,
                new MessageWrite(source, null, receivedAt, entries, quarantined, null), outOfReplay);
    }

    private static MessageWrite.Entry readEntry(CompactReader in, List<DeviceKey> devices) {
        DeviceKey device = devices.get(in.count());
        ReadingKey key = new ReadingKey(Instant.ofEpochMilli(in.signed()), in.signed());
        @Nullable
        String mid = in.optionalText();
        Map<MetricName, MetricValue> values = new LinkedHashMap<>();
        for (int i = in.count(); i > 0; i--) {
            values.put(new MetricName(in.text()), in.value());
        }
        return new MessageWrite.Entry(new Reading(device, key, values), mid == null ? null : new MessageId(mid));
    }

    private static void writeDevice(DeviceKey device, CompactWriter out) {
        out.text(device.tenant().value()).text(device.device().value());
    }

    private static DeviceKey readDevice(CompactReader in) {
        return DeviceKey.of(in.text(), in.text());
    }

    /// What is written of it at once, always the same: one part for each device, and the quarantined messages in
    /// small numbers.
    List<AppendUnit> parts(Keys keys) {
        Map<DeviceKey, List<MessageWrite.Entry>> byDevice = new LinkedHashMap<>();
        message.entries().forEach(entry -> byDevice.computeIfAbsent(entry.reading().device(), _ -> new ArrayList<>())
                .add(entry));
        List<MessageWrite> writes = new ArrayList<>();
        byDevice.values().forEach(entries -> writes.add(part(entries, List.of())));
        quarantinedInChunks().forEach(quarantined -> writes.add(part(List.of(), quarantined)));
        List<AppendUnit> parts = new ArrayList<>();
        for (MessageWrite write : writes) {
            DynamoDbKey marker = keys.journalPart(tenant(), id, parts.size());
            parts.add(new AppendUnit(write, new AppendUnit.Part(id, marker, incarnations, outOfReplay)));
        }
        return parts;
    }

    private MessageWrite part(List<MessageWrite.Entry> entries, List<QuarantinedMessage> quarantined) {
        return new MessageWrite(message.source(), null, message.receivedAt(), entries, quarantined, null);
    }

    private List<List<QuarantinedMessage>> quarantinedInChunks() {
        List<List<QuarantinedMessage>> chunks = new ArrayList<>();
        int bytes = 0;
        for (QuarantinedMessage part : message.quarantined()) {
            bytes += part.payloadBytes();
            if (chunks.isEmpty() || chunks.getLast().size() == MAX_QUARANTINED || bytes > MAX_QUARANTINED_BYTES) {
                chunks.add(new ArrayList<>());
                bytes = part.payloadBytes();
            }
            chunks.getLast().add(part);
        }
        return chunks;
    }
}
