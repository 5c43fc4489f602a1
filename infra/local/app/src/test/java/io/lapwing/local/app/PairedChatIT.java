package io.lapwing.local.app;

import io.lapwing.local.chatemulator.EmulatedChat;
import io.lapwing.local.chatemulator.Person;
import io.lapwing.local.chatemulator.Place;
import io.lapwing.local.chatemulator.Post;
import io.lapwing.local.chatemulator.Secrets;
import io.lapwing.local.chatemulator.Wall;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.fixtures.Racing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static org.assertj.core.api.Assertions.assertThat;

/// One user, and two processes that get what he writes and presses at the same time. `-Dlapwing.chat.pairs=1000
/// -Dlapwing.chat.kills=100` does more of it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PairedChatIT {
    private static final int PAIRS = Integer.getInteger("lapwing.chat.pairs", 25);
    private static final int KILLS = Integer.getInteger("lapwing.chat.kills", 4);
    private static final int CLICKS = 10;
    private static final int DEVICES = 20;
    private static final long SEED = Long.getLong("lapwing.chat.seed", 1);
    private static final int LATEST_KILL_MILLIS = 150;
    /// Longer than the lease of what a killed process was about to do.
    private static final Duration AFTER_A_LEASE = Duration.ofMinutes(3);
    private static final Person ANNA = new Person("anna");
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final Wall wall = new Wall(_ -> {});
    private PairedInstances instances;
    private EmulatedChat chat;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        Secrets secrets = Secrets.generate(freePort());
        instances = PairedInstances.start(folder, Channel.SLACK, secrets);
        chat = EmulatedChat.open(Channel.SLACK, secrets, instances, wall);
        String admin = instances.first().token(PairedInstances.TENANT, "admin");
        for (int i = 1; i <= DEVICES; i++) {
            assertThat(instances.first().post("/v1/devices", admin,
                    "{\"id\":\"pump-%d\",\"name\":\"Pump %d\",\"type\":\"pump\"}".formatted(i, i)).statusCode())
                    .isEqualTo(201);
        }
        chat.link(ANNA, "operator");
    }

    @AfterAll
    void stop() {
        chat.close();
        instances.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @Order(1)
    void what_is_said_and_pressed_at_once_has_its_effect_once() throws Exception {
        int before = commands();
        for (int i = 0; i < PAIRS; i++) {
            String pump = "pump " + (i % DEVICES + 1);
            int asked = wall.size();
            chat.say(ANNA, Place.PRIVATE, "restart " + pump);
            awaitPost(asked, post -> post.text().contains("Only you can confirm"));

            Wall.Pressable yes = wall.pressable("Yes, do it").orElseThrow();
            Racing.race(2, side -> {
                if (side == 0) {
                    chat.press(ANNA, yes);
                } else {
                    chat.say(ANNA, Place.PRIVATE, "how is " + pump + "?");
                }
                return side;
            });

            awaitPost(asked, post -> post.isChange() && post.text().contains("(command chat-"));
            awaitPost(asked, post -> post.text().contains("has never been seen"));
        }
        assertThat(commands() - before).isEqualTo(PAIRS);
    }

    /// Ten clicks on each question while one of the processes is killed, at a random moment. Whoever had begun when he was
    /// killed leaves what he had not done to the other one.
    @Test
    @Order(2)
    void a_confirmation_that_is_clicked_ten_times_over_a_kill_makes_one_command() throws Exception {
        Random random = new Random(SEED);
        int before = commands();
        for (int i = 0; i < KILLS; i++) {
            // A conversation of its own, that a round need not wait for what the last one has left.
            Place place = new Place("round-" + i);
            int asked = wall.size();
            chat.say(ANNA, place, "restart pump " + (i % DEVICES + 1));
            awaitPost(asked, post -> post.place().equals(place) && post.text().contains("Only you can confirm"));

            Wall.Pressable yes = wall.pressable("Yes, do it").orElseThrow();
            long delay = random.nextInt(LATEST_KILL_MILLIS);
            List<CompletableFuture<Void>> clicks = IntStream.range(0, CLICKS)
                    .mapToObj(_ -> CompletableFuture.runAsync(() -> chat.press(ANNA, yes), THREADS)).toList();
            Thread.sleep(delay);
            instances.second().kill();
            CompletableFuture.allOf(clicks.toArray(CompletableFuture[]::new)).join();
            instances.second().start();
        }
        within(AFTER_A_LEASE, () -> assertThat(commands() - before).isEqualTo(KILLS));
        for (int i = 0; i < KILLS; i++) {
            Place place = new Place("round-" + i);
            awaitPost(0, post -> post.place().equals(place) && post.text().contains("(command chat-"));
        }
        assertThat(commands() - before).isEqualTo(KILLS);
    }

    /// Among whatever else is posted meanwhile: in a long run, that commands have expired.
    private void awaitPost(int from, Predicate<Post> wanted) {
        within(AFTER_A_LEASE, () -> assertThat(wall.posts().stream().skip(from)).anyMatch(wanted));
    }

    private int commands() {
        return instances.asAdmin(IntStream.rangeClosed(1, DEVICES)
                .mapToObj(i -> "/v1/devices/pump-" + i + "/commands?limit=200").toList()).stream()
                .mapToInt(answer -> {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    return answer.body().split("\"method\":\"reboot\"", -1).length - 1;
                }).sum();
    }
}
