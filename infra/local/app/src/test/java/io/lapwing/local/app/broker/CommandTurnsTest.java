package io.lapwing.local.app.broker;

import io.lapwing.sharedmodel.command.Command;
import io.lapwing.sharedmodel.command.CommandDelivery;
import io.lapwing.sharedmodel.device.DeviceKey;
import io.lapwing.sharedmodel.port.CommandSender.Sending;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.hivemq.extension.sdk.api.services.publish.Publish;
import com.hivemq.extension.sdk.api.services.publish.PublishService;
import com.hivemq.extension.sdk.api.services.publish.PublishToClientResult;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.lapwing.sharedmodel.fixtures.Eventually.within;
import static io.lapwing.sharedmodel.fixtures.Fixtures.aCommand;
import static org.assertj.core.api.Assertions.assertThat;

/// Several who send the same command at once: one when the device comes online, say, and one when it has subscribed.
class CommandTurnsTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final DeviceKey PUMP = DeviceKey.of("acme", "pump-1");

    /// Messages are only built where a broker runs.
    private static BrokerUnderTest running;

    private final SlowBroker slow = new SlowBroker();
    private final Connections connections = new Connections("n:r", InstantSource.system(), _ -> {});
    private final PendingWork<CommandDelivery> deliveries = new PendingWork<>("deliveries", CommandDelivery::device, 10,
            _ -> {});
    private final BrokerCommandSender sender = new BrokerCommandSender(slow, connections, deliveries,
            InstantSource.system());
    private final Command command = aCommand().to(PUMP).build();

    @BeforeAll
    static void start(@TempDir Path dataDir) {
        running = BrokerUnderTest.in(dataDir);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Test
    void who_is_told_that_the_device_listens_sends_though_another_was_too_early() throws Exception {
        connections.opened(connections.next(PUMP, "1"));
        FutureTask<Sending> early = new FutureTask<>(() -> sender.send(command));
        Thread.ofPlatform().daemon().start(early);
        CompletableFuture<PublishToClientResult> notYet = slow.next();
        FutureTask<Sending> ready = new FutureTask<>(() -> sender.send(command));
        Thread waiting = Thread.ofPlatform().daemon().start(ready);
        within(SOON, () -> assertThat(waiting.getState()).isIn(Thread.State.WAITING, Thread.State.TERMINATED));

        notYet.complete(PublishToClientResult.NOT_SUBSCRIBED);
        slow.next().complete(PublishToClientResult.NOT_SUBSCRIBED); // On the topic of ThingsBoard's.
        slow.next().complete(PublishToClientResult.SUCCESSFUL);

        assertThat(early.get(10, TimeUnit.SECONDS)).isEqualTo(Sending.UNREACHABLE);
        assertThat(ready.get(10, TimeUnit.SECONDS)).isEqualTo(Sending.SENT);
    }

    @Test
    void of_two_who_send_to_a_device_that_listens_one_does() throws Exception {
        connections.opened(connections.next(PUMP, "1"));
        List<FutureTask<Sending>> both = List.of(new FutureTask<>(() -> sender.send(command)),
                new FutureTask<>(() -> sender.send(command)));
        both.forEach(one -> Thread.ofPlatform().daemon().start(one));

        slow.next().complete(PublishToClientResult.SUCCESSFUL);

        for (FutureTask<Sending> one : both) {
            assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(Sending.SENT);
        }
        assertThat(slow.asked).isEmpty();
    }

    /// A broker that answers when the test says so.
    private static final class SlowBroker implements PublishService {

        private final BlockingQueue<CompletableFuture<PublishToClientResult>> asked = new LinkedBlockingQueue<>();

        CompletableFuture<PublishToClientResult> next() throws InterruptedException {
            CompletableFuture<PublishToClientResult> question = asked.poll(10, TimeUnit.SECONDS);
            assertThat(question).as("something that is given to the broker").isNotNull();
            return question;
        }

        @Override
        public CompletableFuture<PublishToClientResult> publishToClient(Publish message, String clientId) {
            CompletableFuture<PublishToClientResult> answer = new CompletableFuture<>();
            asked.add(answer);
            return answer;
        }

        @Override
        public CompletableFuture<Void> publish(Publish message) {
            throw new UnsupportedOperationException("commands go to one client");
        }
    }
}
