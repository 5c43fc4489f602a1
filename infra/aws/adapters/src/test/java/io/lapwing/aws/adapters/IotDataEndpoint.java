package io.lapwing.aws.adapters;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands for the data endpoint of AWS IoT Core: takes what is published if it is signed as AWS demands.
final class IotDataEndpoint implements AutoCloseable {

    private final SignedEndpoint endpoint;
    private final List<SigV4Check.Request> published = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile Duration delay = Duration.ZERO;

    IotDataEndpoint(SigV4Check signatures) throws IOException {
        this.endpoint = new SignedEndpoint(signatures, this::publish);
    }

    URI url() {
        return endpoint.url();
    }

    /// What was published, in its order.
    List<SigV4Check.Request> published() {
        return published;
    }

    /// Why requests were not believed.
    List<String> refused() {
        return endpoint.refused();
    }

    /// What every good request is answered from now on.
    void answer(int newStatus) {
        status = newStatus;
    }

    /// How long it takes to answer from now on.
    void answerAfter(Duration newDelay) {
        delay = newDelay;
    }

    private SignedEndpoint.Reply publish(SigV4Check.Request request) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (status == 200) {
            published.add(request);
        }
        return new SignedEndpoint.Reply(status, "");
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
