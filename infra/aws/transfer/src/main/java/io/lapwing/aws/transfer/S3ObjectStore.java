package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.file.ContentType;
import io.lapwing.sharedmodel.file.DownloadRequest;
import io.lapwing.sharedmodel.file.ObjectContent;
import io.lapwing.sharedmodel.file.ObjectInfo;
import io.lapwing.sharedmodel.file.ObjectKey;
import io.lapwing.sharedmodel.file.Sha256;
import io.lapwing.sharedmodel.file.UploadRequest;
import io.lapwing.sharedmodel.file.UploadTicket;
import io.lapwing.sharedmodel.port.ObjectStore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import software.amazon.awssdk.services.s3.presigner.model.PresignedPutObjectRequest;

/// Objects in one bucket, encrypted as the bucket says.
///
/// The bucket's lifecycle removes what is older below `claims/` than a message of SQS can get, which is 14 days.
/// Whoever reads must also be allowed to list the bucket: without, S3 answers 403 for an object that is not there.
public final class S3ObjectStore implements ObjectStore {

    /// What every HTTP client sends by itself; many let nobody else set it.
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

    private final S3Client client;
    private final S3Presigner presigner;
    private final String bucket;

    /// As a function has it: region, credentials and `AWS_ENDPOINT_URL_S3`, if it is set, come from its environment.
    public static S3ObjectStore of(Map<String, String> environment, String bucket) {
        S3Presigner.Builder presigner = S3Presigner.builder();
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL_S3")).filter(url -> !url.isBlank()).map(URI::create)
                .ifPresent(endpoint -> presigner.endpointOverride(endpoint)
                        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build()));
        return new S3ObjectStore(TransferClients.s3().build(), presigner.build(), bucket);
    }

    /// @param client with timeouts of its own, see [TransferClients]
    public S3ObjectStore(S3Client client, S3Presigner presigner, String bucket) {
        this.client = client;
        this.presigner = presigner;
        this.bucket = bucket;
    }

    @Override
    public void put(ObjectKey key, ObjectContent content) {
        PutObjectRequest request = PutObjectRequest.builder().bucket(bucket).key(key.value())
                .contentType(content.type().value()).contentLength(content.size()).build();
        RequestBody body = RequestBody.fromContentProvider(content::open, content.size(), content.type().value());
        if (content.size() == 0) {
            verifyEmpty(content);
        }
        call("ObjectStore.put", key, () -> client.putObject(request, body));
    }

    /// The SDK does not look at a source of nothing.
    private static void verifyEmpty(ObjectContent content) {
        try (InputStream source = content.open()) {
            source.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<InputStream> get(ObjectKey key) {
        return ifThere("ObjectStore.get", key,
                () -> new S3ObjectStream(key, client.getObject(request -> request.bucket(bucket).key(key.value()))));
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
        return ifThere("ObjectStore.head", key, () -> {
            HeadObjectResponse head = client.headObject(request -> request.bucket(bucket).key(key.value()));
            return new ObjectInfo(head.contentLength(), new ContentType(head.contentType()),
                    head.lastModified().truncatedTo(ChronoUnit.SECONDS));
        });
    }

    @Override
    public void delete(ObjectKey key) {
        call("ObjectStore.delete", key,
                () -> client.deleteObject(request -> request.bucket(bucket).key(key.value())));
    }

    /// Size, type, digest and that there is no such object yet are headers that the signature covers.
    @Override
    public UploadTicket presignUpload(UploadRequest request) {
        PutObjectRequest.Builder put = PutObjectRequest.builder().bucket(bucket).key(request.key().value())
                .contentType(request.type().value()).contentLength(request.size()).ifNoneMatch("*");
        Sha256 sha256 = request.sha256();
        if (sha256 != null) {
            put.checksumSHA256(Base64.getEncoder().encodeToString(sha256.toBytes()));
        }
        PresignedPutObjectRequest signed = presigner.presignPutObject(presign -> presign
                .signatureDuration(request.validFor()).putObjectRequest(put.build()));
        Map<String, String> headers = signed.signedHeaders().entrySet().stream()
                .filter(header -> !OWN_HEADERS.contains(header.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, header -> String.join(",", header.getValue())));
        return new UploadTicket("PUT", URI.create(signed.url().toString()), headers, signed.expiration());
    }

    @Override
    public URI presignDownload(DownloadRequest request) {
        GetObjectRequest get = GetObjectRequest.builder().bucket(bucket).key(request.key().value())
                .responseContentDisposition(request.disposition()).build();
        return URI.create(presigner.presignGetObject(presign -> presign.signatureDuration(request.validFor())
                .getObjectRequest(get)).url().toString());
    }

    private <T> Optional<T> ifThere(String operation, ObjectKey key, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw AwsErrors.translate(operation, key.value(), e);
        }
    }

    private static void call(String operation, ObjectKey key, Runnable call) {
        try {
            call.run();
        } catch (SdkException e) {
            throw AwsErrors.translate(operation, key.value(), e);
        }
    }
}
