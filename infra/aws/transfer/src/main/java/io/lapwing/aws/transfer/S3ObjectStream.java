package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.port.StoreUnavailable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// An object's bytes as they come. All of them, or [StoreUnavailable].
final class S3ObjectStream extends InputStream {

    private final ObjectKey key;
    private final ResponseInputStream<GetObjectResponse> response;
    private long remaining;

    S3ObjectStream(ObjectKey key, ResponseInputStream<GetObjectResponse> response) {
        this.key = key;
        this.response = response;
        this.remaining = response.response().contentLength();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            int read = response.read(buffer, offset, length);
            remaining -= Math.max(0, read);
            if (read < 0 && remaining > 0) {
                throw new EOFException(remaining + " bytes are missing");
            }
            return read;
        } catch (IOException | SdkException e) {
            throw new StoreUnavailable("ObjectStore.get", key.value(), e);
        }
    }

    /// What was not read is not waited for.
    @Override
    public void close() {
        if (remaining > 0) {
            response.abort();
            return;
        }
        try {
            response.close();
        } catch (IOException e) {
            throw new StoreUnavailable("ObjectStore.get", key.value(), e);
        }
    }
}
