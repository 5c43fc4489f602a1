package io.lapwing.aws.localstack;

import io.lapwing.aws.adapters.TestDynamoDb;

import java.net.URI;
import java.util.Optional;

import com.github.dockerjava.api.exception.NotFoundException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// One LocalStack in a container for all tests of a JVM, started by the first that wants it and ended with the JVM.
final class TestLocalStack {

    private static final String IMAGE = System.getProperty("lapwing.localstack.image", "localstack/localstack:4.14.0");

    private final URI endpoint;
    private final boolean hasDynamoDb;

    private TestLocalStack(URI endpoint) {
        this.endpoint = endpoint;
        this.hasDynamoDb = answersDynamoDb(endpoint);
    }

    private static final class Shared {
        private static final TestLocalStack LOCALSTACK = new TestLocalStack(start());
    }

    static TestLocalStack shared() {
        return Shared.LOCALSTACK;
    }

    private static final class Looked {
        private static final Optional<String> WHY_NOT = look();
    }

    /// Why there can be none here; empty if there can.
    static Optional<String> whyNot() {
        return Looked.WHY_NOT;
    }

    private static Optional<String> look() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker engine answers");
        }
        try {
            DockerClientFactory.lazyClient().inspectImageCmd(IMAGE).exec();
            return Optional.empty();
        } catch (NotFoundException _) {
            return Optional.of("the Docker engine has no image " + IMAGE);
        } catch (RuntimeException e) {
            return Optional.of("the Docker engine cannot be used (in a container, set TESTCONTAINERS_HOST_OVERRIDE): "
                    + e.getMessage());
        }
    }

    URI endpoint() {
        return endpoint;
    }

    /// Whether this image brings a DynamoDB; those without answer an error.
    boolean hasDynamoDb() {
        return hasDynamoDb;
    }

    @SuppressWarnings("resource") // It lives as long as the JVM.
    private static URI start() {
        LocalStackContainer container = new LocalStackContainer(
                DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack"))
                .withImagePullPolicy(_ -> false)
                // Looks at signatures, as S3 does, and asks nobody outside for anything.
                .withEnv("S3_SKIP_SIGNATURE_VALIDATION", "0").withEnv("SQS_ENDPOINT_STRATEGY", "path")
                .withEnv("SKIP_SSL_CERT_DOWNLOAD", "1").withEnv("DISABLE_EVENTS", "1");
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        container.start();
        return container.getEndpoint();
    }

    private static boolean answersDynamoDb(URI endpoint) {
        try (DynamoDbClient client = TestDynamoDb.clientOf(endpoint)) {
            client.listTables();
            return true;
        } catch (SdkException _) {
            return false;
        }
    }
}
