package io.lapwing.aws.transfer;

import java.time.Duration;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/// Clients whose every wait has an end. Region, credentials and address are the SDK's usual ones, unless the builder is
/// told others.
public final class TransferClients {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration SQS_CALL = Duration.ofSeconds(8);

    private TransferClients() {}

    public static SqsClientBuilder sqs() {
        return SqsClient.builder().httpClientBuilder(http())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(SQS_CALL));
    }

    /// A whole call may take as long as its bytes do; a connection on which nothing moves is given up.
    public static S3ClientBuilder s3() {
        return S3Client.builder().httpClientBuilder(http());
    }

    private static UrlConnectionHttpClient.Builder http() {
        return UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE);
    }
}
