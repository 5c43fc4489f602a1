package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.work.QueueName;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.endpoints.AccountIdEndpointMode;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Clients as a function wants them: they give up in time, and whatever the SDK would look for at its start (profile
/// files, the machine's metadata, HTTP clients on the class path) is given to it instead.
///
/// All comes from the environment that AWS Lambda sets: `AWS_REGION`; credentials from
/// `AWS_CONTAINER_CREDENTIALS_FULL_URI` where it is set, as with SnapStart, so that a snapshot holds none, else
/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`. `AWS_ENDPOINT_URL`, and
/// `AWS_ENDPOINT_URL_DYNAMODB` and the like before it, lead elsewhere.
public final class AwsClients {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofSeconds(2);
    private static final Duration ATTEMPT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(6);
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_DELAY = Duration.ofMillis(25);
    private static final Duration FIRST_DELAY_WHEN_THROTTLED = Duration.ofMillis(100);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    private final Map<String, String> environment;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final LazyTrust trust = new LazyTrust(null);
    private final SdkHttpClient http;

    /// @param environment the process's
    /// @throws IllegalStateException naming what is missing in it
    public AwsClients(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
        this.region = Region.of(required("AWS_REGION"));
        this.credentials = value("AWS_CONTAINER_CREDENTIALS_FULL_URI").isPresent()
                ? ContainerCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(fromEnvironment());
        this.http = UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(SILENCE)
                .tlsTrustManagersProvider(() -> new TrustManager[]{trust}).build();
        if (value("AWS_ENDPOINT_URL").isEmpty()) {
            trust.loadMeanwhile();
        }
    }

    public DynamoDbClient dynamoDb() {
        return set(DynamoDbClient.builder(), "DYNAMODB").endpointDiscoveryEnabled(false)
                .accountIdEndpointMode(AccountIdEndpointMode.DISABLED).build();
    }

    /// @param endpoint of the account's data plane of IoT Core
    public IotPublisher iot(URI endpoint) {
        return new IotPublisher(endpoint, region.id(), credentials, trust);
    }

    /// @param endpoint of the account's data plane of IoT Core
    public MqttUrls mqttUrls(URI endpoint) {
        return new MqttUrls(endpoint, region.id());
    }

    /// Of a role that this function may assume. As with [#secrets()], outside of AWS's commercial partition
    /// `AWS_ENDPOINT_URL_STS` has to say where STS is.
    ///
    /// @throws IllegalArgumentException if this is no role's ARN
    public RoleSessions sessions(String roleArn) {
        URI endpoint = endpoint("STS").orElseGet(() -> URI.create("https://sts." + region.id() + ".amazonaws.com"));
        return new RoleSessions(endpoint, new SignedHttp(http, "sts", region.id(), credentials), roleArn, region.id());
    }

    /// Of Secrets Manager in this region; outside of AWS's commercial partition, `AWS_ENDPOINT_URL_SECRETS_MANAGER` has to
    /// say where that is.
    public SecretReader secrets() {
        URI endpoint = endpoint("SECRETS_MANAGER")
                .orElseGet(() -> URI.create("https://secretsmanager." + region.id() + ".amazonaws.com"));
        return new SecretReader(endpoint, new SignedHttp(http, "secretsmanager", region.id(), credentials));
    }

    /// Of SQS in this region; outside of AWS's commercial partition, `AWS_ENDPOINT_URL_SQS` has to say where that is.
    ///
    /// @param urls of each queue that is worked with
    public SqsQueues queues(Map<QueueName, String> urls) {
        URI endpoint = endpoint("SQS").orElseGet(() -> URI.create("https://sqs." + region.id() + ".amazonaws.com"));
        return new SqsQueues(endpoint, new SignedHttp(http, "sqs", region.id(), credentials), urls);
    }

    /// `builder` with all that clients have in common.
    ///
    /// @param service as `AWS_ENDPOINT_URL_…` names it: `SQS`
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B set(B builder, String service) {
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(region).credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(ClientOverrideConfiguration.builder().apiCallAttemptTimeout(ATTEMPT)
                        .apiCallTimeout(CALL).retryStrategy(retries())
                        .defaultProfileFile(ProfileFile.aggregator().build()).build());
    }

    private static StandardRetryStrategy retries() {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(ATTEMPTS)
                .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY, LONGEST_DELAY))
                .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_DELAY_WHEN_THROTTLED, LONGEST_DELAY))
                .build();
    }

    private Optional<URI> endpoint(String service) {
        return Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL").flatMap(name -> value(name).stream())
                .map(URI::create).findFirst();
    }

    private AwsCredentials fromEnvironment() {
        String id = required("AWS_ACCESS_KEY_ID");
        String secret = required("AWS_SECRET_ACCESS_KEY");
        return value("AWS_SESSION_TOKEN").<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    private String required(String name) {
        return value(name).orElseThrow(() -> new IllegalStateException("the environment has no " + name));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
