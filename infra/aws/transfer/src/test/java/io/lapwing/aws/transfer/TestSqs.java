package io.lapwing.aws.transfer;

import io.lapwing.sharedmodel.work.QueueName;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// An SQS for tests: ElasticMQ in this JVM, one for all tests, in memory; or any other at an address.
public final class TestSqs {

    static final AwsCredentialsProvider CREDENTIALS = StaticCredentialsProvider
            .create(AwsBasicCredentials.create("test", "test"));

    private final URI endpoint;
    private final SqsClient client;

    private TestSqs(URI endpoint) {
        this.endpoint = endpoint;
        this.client = client();
    }

    private static final class Shared {

        private static final TestSqs SQS = start();

        private static TestSqs start() {
            SQSRestServer server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::stopAndWait));
            InetSocketAddress address = server.waitUntilStarted().localAddress();
            return new TestSqs(URI.create("http://127.0.0.1:" + address.getPort()));
        }
    }

    public static TestSqs shared() {
        return Shared.SQS;
    }

    public static TestSqs at(URI endpoint) {
        return new TestSqs(endpoint);
    }

    /// One more client, for whoever wants to get between it and the service.
    SqsClient client(ExecutionInterceptor... interceptors) {
        var builder = TransferClients.sqs().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(CREDENTIALS);
        for (ExecutionInterceptor interceptor : interceptors) {
            builder.overrideConfiguration(
                    builder.overrideConfiguration().copy(copy -> copy.addExecutionInterceptor(interceptor)));
        }
        return builder.build();
    }

    public SqsClient sharedClient() {
        return client;
    }

    public QueueName freshName() {
        return new QueueName("q-" + UUID.randomUUID());
    }

    /// Makes a queue whose messages come again a second after they were taken and not deleted.
    ///
    /// @return its URL
    public String create(QueueName name) {
        return client.createQueue(request -> request.queueName(name.value())
                .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1"))).queueUrl();
    }
}
