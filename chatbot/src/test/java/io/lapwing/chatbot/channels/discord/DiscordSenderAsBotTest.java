package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.ChatSenderContract;

import java.time.InstantSource;
import java.util.List;

import org.junit.jupiter.api.AfterEach;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;

/// Writes to a channel where nobody asked.
class DiscordSenderAsBotTest extends ChatSenderContract {
    private final DiscordPlatform discord = new DiscordPlatform();
    private final DiscordSender sender = new DiscordSender(
            new HttpCaller(InstantSource.fixed(T0), DiscordSenderTest.TIMEOUT), discord.api(),
            DiscordPlatform.BOT_TOKEN, InstantSource.fixed(T0));

    @AfterEach
    void close() {
        discord.close();
    }

    @Override
    protected ChatSender sender() {
        return sender;
    }

    @Override
    protected ChatPlace place() {
        return new ChatPlace(Channel.DISCORD, "290926798626357999", DiscordPlatform.CHANNEL, null, null);
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
}
