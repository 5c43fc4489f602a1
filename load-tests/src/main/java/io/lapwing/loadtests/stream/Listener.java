package io.lapwing.loadtests.stream;

import io.lapwing.loadtests.mqtt.MicroClock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An app that listens to readings of one device, in a thread of its own, and checks that each comes once, in order.
final class Listener implements AutoCloseable {

    private static final Duration OPEN_WITHIN = Duration.ofSeconds(60);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern UPDATE = Pattern.compile("\"sentMicros\":(\\d+),.*?\"n\":(\\d+)");
    private static final Pattern SWAPPED = Pattern.compile("\"n\":(\\d+),.*?\"sentMicros\":(\\d+)");

    private final InputStream body;
    private final Arrivals arrivals;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Thread thread;
    private long last = -1;
    private volatile boolean closed;

    private Listener(InputStream body, Arrivals arrivals) {
        this.body = body;
        this.arrivals = arrivals;
        this.thread = Thread.ofVirtual().unstarted(this::listen);
    }

    static Listener open(HttpClient client, URI stream, String token, Arrivals arrivals) {
        HttpRequest request = HttpRequest.newBuilder(stream).timeout(OPEN_WITHIN)
                .header("Authorization", "Bearer " + token).header("Accept", "text/event-stream").build();
        try {
            HttpResponse<InputStream> answer = admitted(client, request);
            Listener listener = new Listener(answer.body(), arrivals);
            listener.thread.start();
            if (!listener.ready.await(OPEN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                listener.close();
                throw new IllegalStateException("the stream does not get ready");
            }
            return listener;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Comes again where there is no room yet: clients who went away without a word are noticed after a while.
    private static HttpResponse<InputStream> admitted(HttpClient client, HttpRequest request)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + OPEN_WITHIN.toNanos();
        while (true) {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() == 200) {
                return answer;
            }
            answer.body().close();
            if (answer.statusCode() != TOO_MANY_REQUESTS || System.nanoTime() > deadline) {
                throw new IllegalStateException("the stream was answered " + answer.statusCode());
            }
            Thread.sleep(Duration.ofSeconds(answer.headers().firstValueAsLong("Retry-After").orElse(1)));
        }
    }

    private void listen() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException e) {
            // Told below, unless it was we who closed it.
        }
        if (!closed) {
            arrivals.ended();
        }
    }

    private void take(String line) {
        if (line.equals("event: ready")) {
            ready.countDown();
        } else if (line.startsWith("data: {\"deviceId\"")) {
            long now = MicroClock.now();
            Matcher update = UPDATE.matcher(line);
            Matcher swapped = SWAPPED.matcher(line);
            if (update.find()) {
                count(Long.parseLong(update.group(2)), now - Long.parseLong(update.group(1)));
            } else if (swapped.find()) {
                count(Long.parseLong(swapped.group(1)), now - Long.parseLong(swapped.group(2)));
            }
        }
    }

    private void count(long number, long micros) {
        if (number <= last) {
            arrivals.doubled();
        } else {
            arrivals.arrived(micros, last < 0 ? 0 : number - last - 1);
            last = number;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            body.close();
        } catch (IOException e) {
            // The server has ended it before.
        }
    }
}
