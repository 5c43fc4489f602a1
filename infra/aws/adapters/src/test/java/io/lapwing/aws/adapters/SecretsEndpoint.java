package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands for AWS Secrets Manager: knows `GetSecretValue`, signed as AWS demands, and nothing else.
public final class SecretsEndpoint implements AutoCloseable {

    private final SignedEndpoint endpoint;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile SignedEndpoint.Reply failure = new SignedEndpoint.Reply(0, "");
    private volatile Duration delay = Duration.ZERO;

    /// @param accessKey who may ask
    /// @param secretKey what he signs with
    public SecretsEndpoint(String accessKey, String secretKey, String region) throws IOException {
        this.endpoint = new SignedEndpoint(new SigV4Check(accessKey, secretKey, region, "secretsmanager"),
                this::answer);
    }

    public URI url() {
        return endpoint.url();
    }

    /// Sets a secret.
    public void put(String secretId, String text) {
        secrets.put(secretId, text);
    }

    /// What every good request is answered from now on; status 0 ends it.
    public void fail(int status, String body) {
        failure = new SignedEndpoint.Reply(status, body);
    }

    /// How long it takes to answer from now on.
    public void answerAfter(Duration newDelay) {
        delay = newDelay;
    }

    /// The secrets that were asked for by good requests.
    public List<String> asked() {
        return asked;
    }

    /// Why requests were not believed.
    public List<String> refused() {
        return endpoint.refused();
    }

    private SignedEndpoint.Reply answer(SigV4Check.Request request) {
        String secretId = secretId(request);
        asked.add(secretId);
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (failure.status() != 0) {
            return failure;
        }
        String text = secrets.get(secretId);
        return text == null
                ? new SignedEndpoint.Reply(400, "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"none\"}")
                : new SignedEndpoint.Reply(200, new String(Json.write(Map.of("Name", secretId, "SecretString", text,
                        "CreatedDate", 1.76722E9)), StandardCharsets.UTF_8));
    }

    private static String secretId(SigV4Check.Request request) {
        boolean isCall = request.method().equals("POST") && request.path().equals("/")
                && request.header("x-amz-target").equals("secretsmanager.GetSecretValue")
                && request.header("content-type").equals("application/x-amz-json-1.1");
        try {
            if (isCall && Json.read(request.body().getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> fields
                    && fields.get("SecretId") instanceof String secretId) {
                return secretId;
            }
            throw new IllegalArgumentException("no GetSecretValue: " + request);
        } catch (MalformedJson e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
