package io.lapwing.aws.adapters;

import io.lapwing.sharedmodel.http.QueryString;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands for AWS STS: knows `AssumeRole`, signed as AWS demands, and nothing else. Each session has keys of its own.
public final class StsEndpoint implements AutoCloseable {

    static final String SECRET = "session/secret";

    private final SignedEndpoint endpoint;
    private final List<Map<String, List<String>>> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();
    private volatile SignedEndpoint.Reply failure = new SignedEndpoint.Reply(0, "");

    /// @param accessKey who may ask
    /// @param secretKey what he signs with
    public StsEndpoint(String accessKey, String secretKey, String region) throws IOException {
        this.endpoint = new SignedEndpoint(new SigV4Check(accessKey, secretKey, region, "sts"), this::answer);
    }

    public URI url() {
        return endpoint.url();
    }

    /// What every good request is answered from now on.
    void fail(int status, String code) {
        failure = new SignedEndpoint.Reply(status, "<ErrorResponse><Error><Type>Sender</Type><Code>" + code
                + "</Code><Message>secret</Message></Error></ErrorResponse>");
    }

    /// The fields of the good requests.
    List<Map<String, List<String>>> asked() {
        return asked;
    }

    /// Why requests were not believed.
    List<String> refused() {
        return endpoint.refused();
    }

    private SignedEndpoint.Reply answer(SigV4Check.Request request) {
        asked.add(QueryString.parse(request.body()));
        if (failure.status() != 0) {
            return failure;
        }
        String seconds = asked.getLast().getOrDefault("DurationSeconds", List.of("3600")).getFirst();
        Instant end = Instant.now().plusSeconds(Long.parseLong(seconds)).truncatedTo(ChronoUnit.SECONDS);
        int number = sessions.incrementAndGet();
        return new SignedEndpoint.Reply(200,
                """
                        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                          <AssumeRoleResult>
                            <AssumedRoleUser><AssumedRoleId>AROA:app</AssumedRoleId><Arn>arn:aws:sts::1:a</Arn></AssumedRoleUser>
                            <Credentials>
                              <AccessKeyId>ASIA%d</AccessKeyId>
                              <SecretAccessKey>%s</SecretAccessKey>
                              <SessionToken>token+/%d==</SessionToken>
                              <Expiration>%s</Expiration>
                            </Credentials>
                            <PackedPolicySize>6</PackedPolicySize>
                          </AssumeRoleResult>
                        </AssumeRoleResponse>"""
                        .formatted(number, SECRET, number, end));
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
