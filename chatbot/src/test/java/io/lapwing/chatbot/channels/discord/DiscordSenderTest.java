package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.ChatSenderContract;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

/// Writes as the answer of an interaction that lives.
class DiscordSenderTest extends ChatSenderContract {
    static final Duration TIMEOUT = Duration.ofSeconds(4);

    private final DiscordPlatform discord = new DiscordPlatform();
    private final HttpCaller http = new HttpCaller(InstantSource.fixed(T0), TIMEOUT);

    @AfterEach
    void close() {
        discord.close();
    }

    private DiscordSender sender(@Nullable String botToken, Instant now) {
        return new DiscordSender(http, discord.api(), botToken, InstantSource.fixed(now));
    }

    @Override
    protected ChatSender sender() {
        return sender(DiscordPlatform.BOT_TOKEN, T0);
    }

    private static ChatPlace place(boolean isAwaited) {
        String interaction = Long.toUnsignedString((T0.toEpochMilli() - 1_420_070_400_000L) << 22);
        return new ChatPlace(Channel.DISCORD, "290926798626357999", DiscordPlatform.CHANNEL, null,
                new InteractionAnswer(DiscordPlatform.APPLICATION, interaction, isAwaited,
                        DiscordPlatform.INTERACTION_TOKEN).text());
    }

    @Override
    protected ChatPlace place() {
        return place(false);
    }

    @Override
    protected List<Shown> shown() {
        return discord.shown();
    }

    @Override
    protected void platformIs(Mood mood) {
        discord.server.is(mood);
    }

    @Override
    protected boolean editsInPlace() {
        return true;
    }

    private List<String> targets() {
        return discord.server.seen().stream().map(Seen::target).toList();
    }

    @Test
    void takes_the_place_of_the_sign_that_an_answer_is_awaited_and_then_follows_it() {
        String awaited = discord.await();

        Sent first = sender().post(place(true), ChatMessage.of("pump-17 is on"));
        Sent second = sender().post(place(true), ChatMessage.of("pump-18 is off"));

        assertThat(first).isEqualTo(new Sent.Done(new MessageRef(awaited)));
        assertThat(second).isNotEqualTo(first).isInstanceOf(Sent.Done.class);
        assertThat(shown()).extracting(Shown::text).containsExactly("pump-17 is on", "pump-18 is off");
    }

    @Test
    void asks_a_busy_platform_nothing_more() {
        platformIs(Mood.BUSY);

        assertThat(sender().post(place(true), ChatMessage.of("on")))
                .isEqualTo(new Sent.TryLater(Duration.ofSeconds(30), "Discord answered 429"));
        assertThat(discord.server.seen()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "869,true", "870,false", "86400,false"})
    void answers_an_interaction_while_it_lives_and_else_the_channel(long secondsLater, boolean isAlive) {
        sender(DiscordPlatform.BOT_TOKEN, T0.plusSeconds(secondsLater)).post(place(), ChatMessage.of("on"));

        assertThat(targets()).singleElement().asString()
                .startsWith(isAlive ? "/api/v10/webhooks/" : "/api/v10/channels/");
    }

    @Test
    void writes_to_the_channel_where_discord_knows_the_interaction_no_more() {
        discord.forgetToken();

        assertThat(sender().post(place(true), ChatMessage.of("on"))).isInstanceOf(Sent.Done.class);
        assertThat(shown()).hasSize(1);
    }

    @Test
    void answers_only_interactions_without_a_token_of_its_own() {
        assertThat(sender(null, T0).post(place(), ChatMessage.of("on"))).isInstanceOf(Sent.Done.class);
        assertThat(sender(null, T0.plusSeconds(3600)).post(place(), ChatMessage.of("on"))).isEqualTo(
                new Sent.Refused("without a bot's token, only interactions are answered"));
        discord.forgetToken();
        assertThat(sender(null, T0).post(place(), ChatMessage.of("on")))
                .isEqualTo(new Sent.Refused("Discord answered 404, error 10015"));
    }

    @Test
    void posts_anew_what_is_no_more_there_to_be_changed() {
        Sent first = sender().post(place(), ChatMessage.of("1 alert"));
        discord.forget();

        Sent second = sender().replace(place(), ((Sent.Done) first).message(), ChatMessage.of("2 alerts"));

        assertThat(second).isInstanceOf(Sent.Done.class).isNotEqualTo(first);
        assertThat(shown()).extracting(Shown::text).containsExactly("2 alerts");
    }

    @Test
    void posts_anew_in_place_of_what_it_never_wrote() {
        assertThat(sender().replace(place(), new MessageRef("../../users"), ChatMessage.of("on")))
                .isInstanceOf(Sent.Done.class);
        assertThat(targets()).singleElement().asString().endsWith("?wait=true");
    }

    @Test
    void shows_two_buttons_that_do_the_same() {
        sender().post(place(), ChatMessage.of("Restart?").with(List.of(ChatButton.of("No", "cancel"),
                ChatButton.of("Never", "cancel"))));

        assertThat(shown().getFirst().values()).containsExactly("cancel", "cancel");
    }

    @Test
    void shows_a_title_that_is_too_long_to_stand_out() {
        sender().post(place(), ChatMessage.of("on").titled("pump ".repeat(50)));

        assertThat(shown().getFirst().text()).startsWith("pump pump").endsWith("on").hasSizeGreaterThan(250);
    }
}
