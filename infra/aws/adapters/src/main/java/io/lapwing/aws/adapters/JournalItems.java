package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.device.TenantId;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A journal entry as items, as many as it takes, which lie together.
final class JournalItems {

    private static final int MAX_CHUNK = 350_000;
    private static final String CONTENT = "content";
    private static final String CHUNKS = "chunks";

    private JournalItems() {}

    /// An entry, and how many items it is.
    record Stored(JournalEntry entry, int chunks) {}

    static Stored write(JournalEntry entry, ItemWrites writes, Keys keys) {
        byte[] content = entry.write();
        int chunks = Math.ceilDiv(content.length, MAX_CHUNK);
        for (int i = 0; i < chunks; i++) {
            byte[] chunk = Arrays.copyOfRange(content, i * MAX_CHUNK, Math.min(content.length, (i + 1) * MAX_CHUNK));
            writes.putNew(key(entry.tenant(), entry.id(), i, keys), Map.of(CONTENT,
                    AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(chunk)), CHUNKS, Items.of(chunks)));
        }
        return new Stored(entry, chunks);
    }

    static void delete(Stored stored, ItemWrites writes, Keys keys) {
        for (int i = 0; i < stored.chunks(); i++) {
            writes.delete(key(stored.entry().tenant(), stored.entry().id(), i, keys));
        }
    }

    /// The entries that are there whole, in their order. One that is not is just coming, or going.
    static List<Stored> read(List<Map<String, AttributeValue>> items) {
        SortedMap<String, List<Map<String, AttributeValue>>> byId = new TreeMap<>();
        for (Map<String, AttributeValue> item : items) {
            String sk = Items.text(item, DynamoDbKey.SK);
            byId.computeIfAbsent(sk.substring(0, sk.indexOf('#')), _ -> new ArrayList<>()).add(item);
        }
        List<Stored> entries = new ArrayList<>();
        byId.forEach((id, chunks) -> {
            if (chunks.size() == Items.number(chunks.getFirst(), CHUNKS)) {
                entries.add(new Stored(JournalEntry.read(id, joined(chunks)), chunks.size()));
            }
        });
        return entries;
    }

    private static byte[] joined(List<Map<String, AttributeValue>> chunks) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (Map<String, AttributeValue> chunk : chunks) {
            AttributeValue bytes = chunk.get(CONTENT);
            if (bytes != null) {
                content.writeBytes(bytes.b().asByteArrayUnsafe());
            }
        }
        return content.toByteArray();
    }

    private static DynamoDbKey key(TenantId tenant, String id, int chunk, Keys keys) {
        return keys.journal(tenant, "%s#%02d".formatted(id, chunk));
    }
}
