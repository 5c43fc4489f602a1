package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.StoreUnavailable;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkPayload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/// Deposits payloads that no message can hold, and gives them back for the claim.
///
/// A payload whose message was never sent, or became a dead letter, stays: the bucket's lifecycle removes what is
/// older below `claims/` than any message can get.
final class ClaimChecks {

    private static final ContentType TYPE = new ContentType("application/octet-stream");

    private final ObjectStore objects;

    ClaimChecks(ObjectStore objects) {
        this.objects = objects;
    }

    Claim deposit(QueueName queue, WorkPayload payload) {
        byte[] bytes = payload.toBytes();
        ObjectKey key = new ObjectKey(Claim.FOLDER + queue + "/" + UUID.randomUUID());
        objects.put(key, ObjectContent.of(TYPE, bytes));
        return new Claim(key, bytes.length, Sha256.of(bytes));
    }

    /// Empty if there is nothing for the claim any more. Whether these are the bytes of the claim, its caller decides
    /// by [#matches].
    Optional<byte[]> fetch(Claim claim) {
        return objects.get(claim.key()).map(stored -> {
            try (InputStream bytes = stored) {
                return bytes.readNBytes(claim.size() + 1);
            } catch (IOException e) {
                throw new StoreUnavailable("ClaimChecks.fetch", claim.key().value(), e);
            }
        });
    }

    static boolean matches(Claim claim, byte[] bytes) {
        return bytes.length == claim.size() && Sha256.of(bytes).equals(claim.sha256());
    }

    void discard(Claim claim) {
        objects.delete(claim.key());
    }
}
