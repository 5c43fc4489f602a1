package io.lapwing.local.chatemulator;

import io.lapwing.chatbot.ChannelSettings;
import io.lapwing.chatbot.channels.Receipt;
import io.lapwing.chatbot.functions.ChatChannels;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.http.ApiRequest;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatSender;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The emulated platforms against the webhooks and the senders that the real ones are met with.
class EmulatedChatTest {
    private static final Person ANNA = new Person("anna");
    private static final Duration SOON = Duration.ofSeconds(10);

    /// An installation that hears and says what the test wants.
    private static final class Listening implements Instance {
        private final ChatChannels channels;
        private final Channel channel;
        private final List<ChatInput> heard = new ArrayList<>();
        private UnaryOperator<Webhook> onTheWay = UnaryOperator.identity();

        Listening(Channel channel, Secrets secrets) {
            this.channel = channel;
            this.channels = ChannelSettings.from(secrets.environment(channel)).channels(InstantSource.system());
        }

        @Override
        public Answer send(Webhook sent) {
            Webhook webhook = onTheWay.apply(sent);
            Map<String, List<String>> headers = new HashMap<>();
            webhook.headers().forEach((name, value) -> headers.put(name, List.of(value)));
            String behind = webhook.path().substring(("/chat/" + channel.text()).length());
            Receipt receipt = Objects.requireNonNull(channels.webhooks().get(channel)).receive(
                    new ApiRequest("POST", webhook.path(), Map.of(), headers, webhook.body(), "127.0.0.1"),
                    behind.isEmpty() ? "" : behind.substring(1), Instant.now());
            heard.addAll(receipt.inputs());
            return new Answer(receipt.answer().status(), "");
        }

        @Override
        public Answer redeem(String code, String user, String role) {
            return new Answer(404, "nobody redeems here");
        }

        ChatSender sender() {
            return Objects.requireNonNull(channels.senders().get(channel));
        }
    }

    private final Wall wall = new Wall(_ -> {});

    private static Secrets secrets() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Secrets.generate(socket.getLocalPort());
        }
    }

    private Post next(int before) throws InterruptedException {
        return wall.await(before, SOON).orElseThrow();
    }

    private static byte[] png() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), "png", png);
        return png.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEB")
    void a_file_that_is_given_can_be_fetched(Channel channel) throws Exception {
        Secrets secrets = secrets();
        Listening instance = new Listening(channel, secrets);
        byte[] bytes = "device_id,ts,metric,value\n🚰\n".getBytes(StandardCharsets.UTF_8);
        try (EmulatedChat chat = EmulatedChat.open(channel, secrets, instance, wall)) {
            chat.share(ANNA, Place.PRIVATE, "load this", new GivenFile("june.csv", bytes));
            ChatInput input = instance.heard.getFirst();
            ChatAct.Shared shared = (ChatAct.Shared) input.act();
            assertThat(shared.text()).isEqualTo("load this");
            assertThat(shared.files()).hasSize(1);
            assertThat(shared.files().getFirst().name()).isEqualTo("june.csv");

            ChatFiles files = Objects.requireNonNull(instance.channels.files().get(channel));
            ChatFiles.Found.Available found = (ChatFiles.Found.Available) files.find(input.place(),
                    shared.files().getFirst());
            assertThat(found.size()).isEqualTo(bytes.length);
            for (int i = 0; i < 2; i++) {
                try (InputStream source = found.source().open()) {
                    assertThat(source.readAllBytes()).isEqualTo(bytes);
                }
            }
            assertThat(files.find(input.place(), new ChatAct.SharedFile("999", "gone.csv", null, -1)))
                    .isInstanceOf(ChatFiles.Found.Gone.class);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEB")
    void what_is_said_is_heard_and_what_is_answered_is_seen(Channel channel) throws Exception {
        Secrets secrets = Secrets.of(secrets().values());
        Listening instance = new Listening(channel, secrets);
        try (EmulatedChat chat = EmulatedChat.open(channel, secrets, instance, wall)) {
            chat.say(ANNA, Place.PRIVATE, "Wie warm ist <Pumpe & 17>? 🚰 مضخة");
            ChatInput said = instance.heard.getFirst();
            Sent sent = instance.sender().post(said.place(), new ChatMessage("Pump_17 *", "a <b> & c_d\nsecond line",
                    List.of(ChatButton.of("Yes, do it", "yes:1"), ChatButton.of("No", "no:1")), null));

            assertThat(said.act()).isEqualTo(new ChatAct.Said("Wie warm ist <Pumpe & 17>? 🚰 مضخة"));
            assertThat(said.isPrivate()).isTrue();
            assertThat(sent).isInstanceOf(Sent.Done.class);
            assertThat(next(0).lines()).containsExactly("Pump_17 *", "a <b> & c_d", "second line", "[Yes, do it] [No]");

            chat.press(ANNA, "Yes, do it");
            ChatInput pressed = instance.heard.getLast();
            MessageRef message = ((ChatAct.Pressed) pressed.act()).message();
            instance.sender().replace(pressed.place(), Objects.requireNonNull(message), ChatMessage.of("Done."));

            assertThat(((ChatAct.Pressed) pressed.act()).value()).isEqualTo("yes:1");
            assertThat(pressed.from()).isEqualTo(said.from());
            assertThat(pressed.id()).isNotEqualTo(said.id());
            Post done = next(1);
            assertThat(done.lines()).containsExactly("Done.");
            assertThat(done.isChange()).isEqualTo(channel != Channel.WHATSAPP);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEB")
    void a_picture_arrives_with_its_bytes(Channel channel) throws Exception {
        Secrets secrets = secrets();
        Listening instance = new Listening(channel, secrets);
        byte[] png = png();
        try (EmulatedChat chat = EmulatedChat.open(channel, secrets, instance, wall)) {
            chat.say(ANNA, Place.PRIVATE, "chart");
            instance.sender().post(instance.heard.getFirst().place(),
                    ChatMessage.of("Here it is.").with(new ChatImage(png, "a line that rises")));

            int posts = wall.size();
            List<Post> all = new ArrayList<>();
            for (int i = 0; i < posts; i++) {
                all.add(next(i));
            }
            assertThat(all).flatExtracting(Post::pictures).singleElement()
                    .satisfies(picture -> assertThat(picture.png()).isEqualTo(png));
            assertThat(all.toString()).contains("a line that rises");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"WEB", "WHATSAPP"})
    void a_channel_is_a_place_of_its_own(Channel channel) throws Exception {
        Secrets secrets = secrets();
        Listening instance = new Listening(channel, secrets);
        try (EmulatedChat chat = EmulatedChat.open(channel, secrets, instance, wall)) {
            chat.say(ANNA, new Place("ops"), "which pumps are offline?");
            ChatInput said = instance.heard.getFirst();
            instance.sender().post(said.place(), ChatMessage.of("None."));

            assertThat(said.isPrivate()).isFalse();
            assertThat(said.act()).isEqualTo(new ChatAct.Said("which pumps are offline?"));
            assertThat(next(0).place()).isEqualTo(new Place("ops"));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEB")
    void signs_so_that_nothing_can_be_changed_on_the_way(Channel channel) throws Exception {
        Secrets secrets = secrets();
        Listening instance = new Listening(channel, Secrets.generate(secrets.port()));
        try (EmulatedChat chat = EmulatedChat.open(channel, secrets, instance, wall)) {
            assertThatThrownBy(() -> chat.say(ANNA, Place.PRIVATE, "hello")).isInstanceOf(EmulatedChat.Refused.class)
                    .hasMessageContainingAll("/chat/" + channel.text(), "40");
            assertThat(instance.heard).isEmpty();
        }
    }

    @Test
    void one_flipped_bit_is_noticed() throws Exception {
        Secrets secrets = secrets();
        Listening instance = new Listening(Channel.SLACK, secrets);
        instance.onTheWay = webhook -> {
            byte[] body = webhook.body().clone();
            body[body.length / 2] ^= 1;
            return new Webhook(webhook.path(), webhook.headers(), body);
        };
        try (EmulatedChat chat = EmulatedChat.open(Channel.SLACK, secrets, instance, wall)) {
            assertThatThrownBy(() -> chat.say(ANNA, Place.PRIVATE, "hello")).hasMessageContaining("401");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEB")
    void whoever_has_another_token_cannot_write(Channel channel) throws Exception {
        Secrets secrets = secrets();
        Listening instance = new Listening(channel, secrets);
        Listening stranger = new Listening(channel, Secrets.generate(secrets.port()));
        try (EmulatedChat chat = EmulatedChat.open(channel, secrets, instance, wall)) {
            chat.say(ANNA, Place.PRIVATE, "hello");
            // Discord's interactions and Teams' service URLs carry the right to answer in themselves.
            boolean hasToken = channel != Channel.DISCORD && channel != Channel.TEAMS;

            Sent sent = stranger.sender().post(instance.heard.getFirst().place(), ChatMessage.of("I am the bot."));

            assertThat(sent instanceof Sent.Done).isEqualTo(!hasToken);
            assertThat(wall.size()).isEqualTo(hasToken ? 0 : 1);
        }
    }
}
