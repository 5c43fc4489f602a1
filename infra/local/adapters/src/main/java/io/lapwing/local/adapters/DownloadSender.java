package io.lapwing.local.adapters;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/// Gives objects to the HTTP server, as S3 and Blob Storage do by theirs: to whoever has an address that was signed.
///
/// Thread-safe.
public final class DownloadSender {

    private final ObjectStore store;
    private final SignedAddresses addresses;

    public DownloadSender(ObjectStore store, SignedAddresses addresses) {
        this.store = store;
        this.addresses = addresses;
    }

    /// What became of a `GET`.
    public sealed interface Outcome {

        /// @param disposition the header `Content-Disposition`
        /// @param body to be closed by the caller
        record Found(ContentType type, long size, String disposition, InputStream body) implements Outcome {}

        /// The address was not signed here, or has expired.
        record NotSigned() implements Outcome {}

        /// The object is not there, or not any more.
        record Missing() implements Outcome {}
    }

    /// @param address its path and query, as they came
    /// @throws io.lapwing.sharedmodel.port.StoreUnavailable
    ///             if it cannot be read
    public Outcome send(URI address) {
        return addresses.verifyDownload(address).map(this::send).orElseGet(Outcome.NotSigned::new);
    }

    private Outcome send(DownloadRequest request) {
        Optional<ObjectInfo> info = store.head(request.key());
        Optional<InputStream> body = info.isPresent() ? store.get(request.key()) : Optional.empty();
        return body.<Outcome>map(bytes -> new Outcome.Found(info.orElseThrow().type(), info.orElseThrow().size(),
                request.disposition(), bytes)).orElseGet(Outcome.Missing::new);
    }
}
