package io.lapwing.chatbot.functions;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.slack.SlackFiles;
import io.lapwing.chatbot.channels.slack.SlackPlatform;
import io.lapwing.chatbot.channels.slack.SlackRequests;
import io.lapwing.chatbot.channels.slack.SlackSender;
import io.lapwing.chatbot.channels.slack.SlackWebhook;
import io.lapwing.chatbot.domain.language.Interpreter;
import io.lapwing.sharedmodel.alert.Alert;
import io.lapwing.sharedmodel.alert.Severity;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatNews;
import io.lapwing.sharedmodel.chat.ChatQueues;
import io.lapwing.sharedmodel.chat.LinkCode;
import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.device.DeviceId;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.device.TenantId;
import io.lapwing.sharedmodel.event.FileEvent;
import io.lapwing.sharedmodel.file.StoredFile;
import io.lapwing.sharedmodel.fixtures.KeptObjects;
import io.lapwing.sharedmodel.fixtures.TestClock;
import io.lapwing.sharedmodel.fixtures.Watches;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.http.ApiResponse;
import io.lapwing.sharedmodel.inmemory.InMemoryStores;
import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.member.Member;
import io.lapwing.sharedmodel.member.Role;
import io.lapwing.sharedmodel.member.UserId;
import io.lapwing.sharedmodel.paging.PageRequest;
import io.lapwing.sharedmodel.port.ChatSenderContract.Shown;
import io.lapwing.sharedmodel.watch.Observation;
import io.lapwing.sharedmodel.watch.Observation.AlertChange;
import io.lapwing.sharedmodel.work.QueueName;
import io.lapwing.sharedmodel.work.WorkItem;
import io.lapwing.sharedmodel.work.WorkOutcome;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import static io.lapwing.sharedmodel.fixtures.Fixtures.aDevice;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aTokenHash;
import static io.lapwing.sharedmodel.fixtures.Fixtures.anAlert;

/// The functions of the chatbot on stores in memory, before a Slack that takes signed requests and shows what is posted.
/// Time stands still but where it is moved.
final class ChatSystem implements AutoCloseable {
    static final TenantId TENANT = new TenantId("acme");
    static final Instant START = Instant.parse("2026-03-10T09:30:00.000Z");
    static final String TEAM = "T061EG9R6";

    private static final String BOT = "U0LAN0Z89";
    private static final int MAX_ROUNDS = 1000;

    final InMemoryStores stores;
    final TestClock clock = new TestClock(START);
    final SlackPlatform slack = new SlackPlatform();
    final KeptObjects objects = new KeptObjects();
    final List<WorkItem> sent = new ArrayList<>();

    private final List<Due> queue = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    final AnswerWebChat web;

    private final ReceiveChat receive;
    private final Map<QueueName, Function<WorkItem, WorkOutcome>> workers;

    private record Due(WorkItem item, Instant at) {}

    ChatSystem() {
        this(_ -> SecondOpinion.NONE);
    }

    /// @param opinion who is asked where the grammar understands nothing, by this system's clock
    ChatSystem(Function<InstantSource, SecondOpinion> opinion) {
        stores = new InMemoryStores(clock);
        ChatPorts ports = new ChatPorts(stores.registry(), stores.telemetry(), stores.alerts(), stores.commands(),
                stores.members(), stores.audit(), stores.idempotency(), this::enqueue, stores.conversations(),
                stores.links(), stores.subscriptions(), stores.files());
        ChatFunctions functions = new ChatFunctions(new ChatSettings(ZoneId.of("Europe/Berlin")), ports,
                new ChatChannels(Map.of(Channel.SLACK, new SlackWebhook(SlackRequests.SECRET)),
                        Map.of(Channel.SLACK,
                                new SlackSender(new HttpCaller(clock), slack.api(), SlackPlatform.TOKEN)),
                        Map.of(Channel.SLACK,
                                new SlackFiles(new HttpCaller(clock), slack.api(), SlackPlatform.TOKEN))),
                new ChatFunctions.Means(Interpreter.ofOwnLanguages(), _ -> new byte[]{1}, clock, new SecureRandom(),
                        opinion.apply(clock)));
        web = functions.answerWebChat();
        receive = functions.receiveChat();
        workers = Map.of(ChatQueues.INPUTS, functions.converse(), ChatQueues.POSTS, functions.postChat(),
                ChatQueues.FILES, functions.fetchFile(objects), ChatQueues.NEWS, functions.notifyChat(),
                ChatQueues.BOARDS,
                functions.writeBoards());
    }

    private synchronized void enqueue(List<WorkItem> items) {
        sent.addAll(items);
        items.forEach(item -> queue.add(new Due(item, clock.instant().plus(item.delay()))));
    }

    /// A member of the tenant, whose account on Slack is his.
    void member(String name, Role role) {
        UserId user = new UserId(name);
        var _ = stores.members().save(Member.entered(TENANT, user, name, Set.of(role), clock.instant())).orElseThrow();
        LinkCode code = LinkCode.draw(new SecureRandom());
        stores.links().offer(code, account(name), clock.instant().plusSeconds(60));
        var _ = stores.links().redeem(code, TENANT, user, clock.instant()).orElseThrow();
    }

    void role(String name, Role role) {
        Member member = stores.members().find(TENANT, new UserId(name)).orElseThrow();
        var _ = stores.members().save(member.changedTo(member.name(), Set.of(role), clock.instant())).orElseThrow();
    }

    static ChatAccount account(String name) {
        return new ChatAccount(Channel.SLACK, TEAM, user(name));
    }

    private static String user(String name) {
        return "U" + name;
    }

    DeviceKey device(String id, String name, String type, String site) {
        DeviceKey key = new DeviceKey(TENANT, new DeviceId(id));
        stores.registry().create(aDevice().withKey(key).withName(name).withType(type).withSite(site).build(),
                aTokenHash());
        return key;
    }

    /// An alert that has just begun.
    Alert alert(DeviceKey device, Severity severity, String message) {
        List<Alert> raised = new ArrayList<>();
        stores.watches().look(device, clock.instant(), false, (sighting, ids) -> {
            raised.clear();
            raised.add(anAlert().byRule("r" + numbers.incrementAndGet()).withSeverity(severity).saying(message)
                    .raisedAt(clock.instant()).build(ids.get(), device));
            return new Observation(Watches.next(sighting.watch(), (Instant) null),
                    List.of(new AlertChange.Raised(raised.getFirst())), List.of());
        });
        tell(raised.getFirst());
        return raised.getFirst();
    }

    void clear(Alert alert) {
        stores.watches().look(alert.device(), clock.instant(), false,
                (sighting, _) -> new Observation(
                        Watches.next(sighting.watch(), (Instant) null),
                        List.of(new AlertChange.Cleared(alert.id(), clock.instant())), List.of()));
        tell(alert);
    }

    private void tell(Alert alert) {
        enqueue(List.of(new ChatNews.AlertChanged(TENANT, alert.id()).work(numbers.incrementAndGet(), null)));
    }

    /// Somebody writes to the bot where nobody else reads.
    ApiResponse say(String name, String text) {
        return send(event(name, text, "D" + name, "im", "Ev" + numbers.incrementAndGet()));
    }

    /// Somebody gives the bot a file where nobody else reads.
    ///
    /// @param text what he says with it, or nothing
    ApiResponse share(String name, String text, String file, byte[] bytes) {
        return share(name, text, file, bytes, bytes.length);
    }

    /// @param size as Slack says at first
    ApiResponse share(String name, String text, String file, byte[] bytes, long size) {
        String id = "F" + numbers.incrementAndGet();
        slack.keep(id, bytes);
        Map<String, Object> event = new LinkedHashMap<>(event(name, text, "D" + name, "im", "Ev" + id));
        Map<String, Object> message = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(event.get("event")))
                .forEach((field, value) -> message.put((String) field, value));
        message.put("subtype", "file_share");
        message.put("files", List.of(Map.of("id", id, "name", file, "mimetype", "text/csv", "size", size)));
        event.put("event", message);
        return send(event);
    }

    /// A file was changed by whoever loads it.
    void tell(StoredFile file) {
        enqueue(List.of(ChatNews.of(new FileEvent.FileAdvanced(file.key(), file.state(), file.version())).orElseThrow()
                .work(file.version(), null)));
    }

    /// Somebody mentions the bot in the channel.
    ApiResponse mention(String name, String text) {
        return send(event(name, "<@" + BOT + "> " + text, SlackPlatform.CHANNEL, "channel",
                "Ev" + numbers.incrementAndGet()));
    }

    Map<String, Object> event(String name, String text, String channel, String kind, String id) {
        slack.join(channel);
        return Map.of("type", "event_callback", "team_id", TEAM, "event_id", id, "event",
                Map.of("type", kind.equals("im") ? "message" : "app_mention", "channel", channel, "user", user(name),
                        "text", text.replace("&", "&amp;").replace("<@", "\u0001").replace("<", "&lt;")
                                .replace("\u0001", "<@"),
                        "ts", clock.instant().getEpochSecond() + ".000100", "channel_type", kind),
                "authorizations", List.of(Map.of("user_id", BOT, "is_bot", true)));
    }

    ApiResponse send(Map<String, Object> event) {
        return receive.apply(to("events", new String(Json.write(event), StandardCharsets.UTF_8)));
    }

    /// Somebody presses a button of the message that is shown last where it is.
    ApiResponse press(String name, String value, String channel) {
        String body = SlackRequests.interaction(new String(Json.write(Map.of("type", "block_actions", "user",
                Map.of("id", user(name), "team_id", TEAM), "team", Map.of("id", TEAM), "channel",
                Map.of("id", channel), "trigger_id", "tr" + numbers.incrementAndGet(), "container",
                Map.of("type", "message", "message_ts", slack.lastTs(), "channel_id", channel), "actions",
                List.of(Map.of("type", "button", "value", value, "action_ts",
                        clock.instant().getEpochSecond() + ".000200")))),
                StandardCharsets.UTF_8));
        return receive.apply(to("interactions", body));
    }

    private ApiRequest to(String path, String body) {
        var signed = SlackRequests.signed(body, clock.instant());
        return new ApiRequest("POST", "/chat/slack/" + path, Map.of(),
                Map.of("X-Slack-Request-Timestamp", List.of(signed.header("x-slack-request-timestamp").orElseThrow()),
                        "X-Slack-Signature", List.of(signed.header("x-slack-signature").orElseThrow())),
                signed.body(), "127.0.0.1");
    }

    /// Does the work that is due, and what comes of it, until there is none.
    void work() {
        for (int round = 0; round < MAX_ROUNDS; round++) {
            if (!step()) {
                return;
            }
        }
        throw new AssertionError("the work does not end");
    }

    private boolean step() {
        Due next;
        synchronized (this) {
            next = queue.stream().filter(due -> !due.at().isAfter(clock.instant()))
                    .min(Comparator.comparing(Due::at)).orElse(null);
            if (next == null) {
                return false;
            }
            queue.remove(next);
        }
        WorkItem item = next.item();
        switch (Objects.requireNonNull(workers.get(item.queue())).apply(item)) {
            case WorkOutcome.Done _ -> {}
            case WorkOutcome.Again(Duration after, _) -> {
                synchronized (this) {
                    queue.add(new Due(item, clock.instant().plus(after)));
                }
            }
        }
        return true;
    }

    /// Time passes, and what becomes due meanwhile is done.
    void pass(Duration time) {
        work();
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            Instant next = queue.stream().map(Due::at).filter(at -> at.isAfter(clock.instant()))
                    .min(Comparator.naturalOrder()).filter(at -> at.isBefore(end)).orElse(end);
            clock.advance(Duration.between(clock.instant(), next));
            work();
        }
    }

    /// Gives work again that was done.
    void repeat(WorkItem item) {
        synchronized (this) {
            queue.add(new Due(item, clock.instant()));
        }
        work();
    }

    List<Command> commands(DeviceKey device) {
        return stores.commands().list(device, new PageRequest(100, null)).items();
    }

    Shown last() {
        return slack.shown().getLast();
    }

    @Override
    public void close() {
        slack.close();
    }
}
