package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAct.SharedFile;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.port.ChatFiles;
import io.lapwing.sharedmodel.port.ChatFilesContract;
import io.lapwing.sharedmodel.port.ChatSenderContract.Mood;

import java.time.Duration;
import java.time.InstantSource;

import org.junit.jupiter.api.AfterEach;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;

class SlackFilesTest extends ChatFilesContract {
    private final SlackPlatform slack = new SlackPlatform();
    private final ChatFiles files = new SlackFiles(new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(2)),
            slack.api(), SlackPlatform.TOKEN);

    @AfterEach
    void close() {
        slack.close();
    }

    @Override
    protected ChatFiles files() {
        return files;
    }

    @Override
    protected ChatPlace place() {
        return new ChatPlace(Channel.SLACK, "T061EG9R6", SlackPlatform.CHANNEL, null, null);
    }

    @Override
    protected SharedFile share(byte[] bytes) {
        slack.keep("F1", bytes);
        return new SharedFile("F1", "june.csv", "text/csv", bytes.length);
    }

    @Override
    protected SharedFile gone() {
        return new SharedFile("F2", "june.csv", "text/csv", 10);
    }

    @Override
    protected void platformIs(Mood mood) {
        slack.server.is(mood);
    }
}
