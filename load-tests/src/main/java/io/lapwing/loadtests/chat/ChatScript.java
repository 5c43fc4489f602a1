package io.lapwing.loadtests.chat;

import io.lapwing.loadtests.mqtt.MicroClock;
import io.lapwing.loadtests.process.AppProcess;
import io.lapwing.loadtests.process.CpuTime;
import io.lapwing.loadtests.process.CpuUse;
import io.lapwing.loadtests.process.FreePort;
import io.lapwing.loadtests.process.PostgresProcesses;
import io.lapwing.loadtests.process.Registration;
import io.lapwing.loadtests.process.Waiting;
import io.lapwing.loadtests.report.JsonReport;
import io.lapwing.loadtests.report.Table;
import io.lapwing.local.chatemulator.EmulatedChat;
import io.lapwing.local.chatemulator.Person;
import io.lapwing.local.chatemulator.Place;
import io.lapwing.local.chatemulator.Secrets;
import io.lapwing.local.chatemulator.Wall;
import io.lapwing.local.chatemulator.Webhook;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.device.DeviceKey;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

import org.HdrHistogram.Histogram;

/// The chat benchmark from its start to its report.
public final class ChatScript {
    private static final String TENANT = "chat";
    private static final Person ASKING = new Person("asking");
    private static final Duration END_TIMEOUT = Duration.ofMinutes(2);
    private static final int BASELINE_SECONDS = 15;
    private static final int BASELINE_WARM_UP_SECONDS = 5;
    private static final int REFUSED = 401;
    private static final double MILLI = 1000.0;

    private final ChatOptions options;

    public ChatScript(ChatOptions options) {
        this.options = options;
    }

    /// @throws IllegalStateException if a question has not just one reply, or the bound is not kept
    public void play() throws IOException, InterruptedException {
        Path directory = options.runDirectory();
        Secrets secrets = Secrets.generate(FreePort.find());
        ChatTimes times = new ChatTimes(options.allQuestions(), options.warmUpQuestions());
        Wall wall = new Wall(post -> times.posted(post, MicroClock.now()));
        try (AppProcess app = new AppProcess(options.launcher.toAbsolutePath(), directory.resolve("app"),
                secrets.environment(Channel.SLACK))) {
            app.start();
            String token = app.token(TENANT);
            register(app, token);
            try (Webhooks webhooks = new Webhooks(app.httpPort(), token);
                    EmulatedChat chat = EmulatedChat.open(Channel.SLACK, secrets, webhooks, wall)) {
                chat.link(ASKING, "admin");
                Histogram refused = refused(webhooks);
                atTheRate(0, options.warmUpQuestions(), number -> ask(chat, number, times), times);
                CpuUse before = cpu(app);
                atTheRate(options.warmUpQuestions(), options.allQuestions(), number -> ask(chat, number, times), times);
                Waiting.until(() -> times.replied() >= options.allQuestions(), END_TIMEOUT);
                report(directory, refused, times, cpu(app).since(before));
            }
        }
        verify(times);
    }

    private void register(AppProcess app, String token) {
        try (Registration registration = new Registration(app.httpPort(), token)) {
            for (int i = 1; i <= options.devices; i++) {
                registration.register(DeviceKey.of(TENANT, "device-" + i));
            }
        }
    }

    private void ask(EmulatedChat chat, int number, ChatTimes times) {
        try {
            chat.say(ASKING, new Place(ChatTimes.channel(number)), "how is device-" + (number % options.devices + 1));
            times.answered(number, MicroClock.now());
        } catch (EmulatedChat.Refused e) {
            times.failed(String.valueOf(e.getMessage()));
        }
    }

    /// What the same server takes for a request of the same size that is not signed: nothing of it is stored.
    private Histogram refused(Webhooks webhooks) {
        ChatTimes none = new ChatTimes(options.rate * BASELINE_SECONDS, options.rate * BASELINE_WARM_UP_SECONDS);
        byte[] body = new byte[500];
        Webhook webhook = new Webhook("/chat/slack/events", Map.of("Content-Type", "application/json",
                "X-Slack-Request-Timestamp", Long.toString(System.currentTimeMillis() / 1000), "X-Slack-Signature",
                "v0=" + "0".repeat(64)), body);
        atTheRate(0, options.rate * BASELINE_SECONDS, number -> {
            if (webhooks.send(webhook).status() != REFUSED) {
                none.failed("a request without a signature was not refused");
            }
            none.answered(number, MicroClock.now());
        }, none);
        if (!none.failure().isEmpty()) {
            throw new IllegalStateException(none.failure());
        }
        return none.answers();
    }

    /// Does things from `first` to before `end`, each at its time, whatever becomes of those before it.
    private void atTheRate(int first, int end, IntConsumer act, ChatTimes times) {
        long start = MicroClock.now();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = first; number < end; number++) {
                long due = start + (number - first) * TimeUnit.SECONDS.toMicros(1) / options.rate;
                Waiting.pause(Duration.of(Math.max(0, due - MicroClock.now()), ChronoUnit.MICROS));
                times.due(number, due);
                int asked = number;
                threads.execute(() -> act.accept(asked));
            }
        }
    }

    private static CpuUse cpu(AppProcess app) {
        return new CpuUse(CpuTime.of(List.of(ProcessHandle.current().pid())), Duration.ZERO,
                CpuTime.of(List.of(app.pid())), CpuTime.of(PostgresProcesses.of(app.dataDir())));
    }

    private void report(Path directory, Histogram refused, ChatTimes times, CpuUse cpu) {
        Map<String, Histogram> all = new LinkedHashMap<>();
        all.put("not signed: refused", refused);
        all.put("webhook answered", times.answers());
        all.put("reply posted", times.posts());
        Table table = new Table(options.rate + " questions/s", "count", "p50 ms", "p95 ms", "p99 ms", "max ms");
        all.forEach((name, each) -> table.row(name, each.getTotalCount(), millis(each, 50), millis(each, 95),
                millis(each, 99), millis(each, 100)));
        int measured = options.allQuestions() - options.warmUpQuestions();
        System.out.println(table.text() + "\nCPU us/question " + cpu.perMessage(measured));
        System.out.println(JsonReport.write(directory, "chat", Map.of("rate", options.rate, "devices",
                options.devices),
                all.entrySet().stream().map(entry -> row(entry.getKey(), entry.getValue())).toList()));
    }

    private static Map<String, Object> row(String what, Histogram latency) {
        return Map.of("what", what, "count", latency.getTotalCount(), "p50Millis",
                latency.getValueAtPercentile(50) / MILLI, "p99Millis", latency.getValueAtPercentile(99) / MILLI,
                "maxMillis", latency.getMaxValue() / MILLI);
    }

    private static String millis(Histogram latency, double percentile) {
        return "%.1f".formatted(latency.getValueAtPercentile(percentile) / MILLI);
    }

    private void verify(ChatTimes times) {
        if (!times.failure().isEmpty()) {
            throw new IllegalStateException(times.failure());
        }
        if (times.replied() != options.allQuestions()) {
            throw new IllegalStateException(times.replied() + " replies to " + options.allQuestions() + " questions");
        }
        double p99 = times.answers().getValueAtPercentile(99) / MILLI;
        if (p99 > options.bound) {
            throw new IllegalStateException("webhooks are answered at p99 %.1f ms, and not within %.0f ms"
                    .formatted(p99, options.bound));
        }
    }
}
