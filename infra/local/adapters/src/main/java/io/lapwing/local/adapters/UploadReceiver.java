package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectContent.BadSource;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.UploadRequest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Takes uploads from the HTTP server, as S3 and Blob Storage do from theirs: what was signed, and nothing else.
///
/// Thread-safe.
public final class UploadReceiver {

    private final FileObjectStore store;
    private final SignedAddresses addresses;

    public UploadReceiver(FileObjectStore store, SignedAddresses addresses) {
        this.store = store;
        this.addresses = addresses;
    }

    /// A `PUT` as the server got it.
    ///
    /// @param address its path and query, as they came
    /// @param contentType its header
    /// @param contentLength its header, or -1 where there is none
    /// @param body read in pieces, and no further than was signed
    public record Arrival(URI address, @Nullable String contentType, long contentLength, InputStream body) {}

    public enum Outcome {
        STORED(201), NOT_SIGNED(403), NOT_AS_SIGNED(400), ALREADY_THERE(412);

        private final int status;

        Outcome(int status) {
            this.status = status;
        }

        /// How HTTP says it.
        public int status() {
            return status;
        }
    }

    /// The digest of the body was not the one that was signed.
    private static final class OtherDigest extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable
    ///             if it cannot be kept
    public Outcome receive(Arrival arrival) {
        Optional<UploadRequest> signed = addresses.verifyUpload(arrival.address());
        if (signed.isEmpty()) {
            return Outcome.NOT_SIGNED;
        }
        UploadRequest request = signed.get();
        boolean asSigned = request.type().value().equals(arrival.contentType())
                && (arrival.contentLength() < 0 || arrival.contentLength() == request.size());
        return asSigned ? store(request, arrival) : Outcome.NOT_AS_SIGNED;
    }

    private Outcome store(UploadRequest request, Arrival arrival) {
        ObjectContent content = new ObjectContent(request.type(), request.size(), arrival::body);
        Sha256 expected = request.sha256();
        InputStream body = expected == null ? content.open() : new VerifiedStream(content.open(), expected);
        try {
            return store.putNew(request.key(), request.type(), body) ? Outcome.STORED : Outcome.ALREADY_THERE;
        } catch (BadSource | OtherDigest _) {
            return Outcome.NOT_AS_SIGNED;
        }
    }

    /// Ends only if all that went through it had the digest.
    private static final class VerifiedStream extends DigestInputStream {

        private final Sha256 expected;
        private boolean ended;

        VerifiedStream(InputStream content, Sha256 expected) {
            this(content, expected, Sha256.digest());
        }

        private VerifiedStream(InputStream content, Sha256 expected, MessageDigest digest) {
            super(content, digest);
            this.expected = expected;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = ended ? -1 : super.read(buffer, offset, length);
            if (read < 0 && !ended && !Sha256.of(getMessageDigest()).equals(expected)) {
                throw new OtherDigest();
            }
            ended = read < 0;
            return read;
        }
    }
}
