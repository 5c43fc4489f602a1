package io.lapwing.chatbot.channels.slack;

import io.lapwing.chatbot.channels.HttpCaller;
import io.lapwing.chatbot.channels.Payload;
import io.lapwing.chatbot.channels.PlatformServer.Seen;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatButton;
import io.lapwing.sharedmodel.chat.ChatImage;
import io.lapwing.sharedmodel.chat.ChatMessage;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.chat.Sent;
import io.lapwing.sharedmodel.port.ChatSender;
import io.lapwing.sharedmodel.port.ChatSenderContract;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.element.StaticSelectElement;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.util.json.GsonFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.lapwing.sharedmodel.fixtures.Fixtures.T0;
import static org.assertj.core.api.Assertions.assertThat;

class SlackSenderTest extends ChatSenderContract {
    private final SlackPlatform slack = new SlackPlatform();
    private final SlackSender sender = new SlackSender(
            new HttpCaller(InstantSource.fixed(T0), Duration.ofSeconds(4)), slack.api(), SlackPlatform.TOKEN);

    @AfterEach
    void close() {
        slack.close();
    }

    @Override
    protected ChatSender sender() {
        return sender;
    }

    @Override
    protected ChatPlace place() {
        return new ChatPlace(Channel.SLACK, "T061EG9R6", SlackPlatform.CHANNEL, null, null);
    }

    private ChatPlace answerable() {
        return new ChatPlace(Channel.SLACK, "T061EG9R6", SlackPlatform.CHANNEL, null,
                slack.server.url() + "/commands/1234/5678");
    }

    @Override
    protected List<Shown> shown() {
        return slack.shown();
    }

    @Override
    protected void platformIs(Mood mood) {
        slack.server.is(mood);
    }

    @Override
    protected boolean editsInPlace() {
        return true;
    }

    private Seen last() {
        return slack.server.seen().getLast();
    }

    @Test
    void answers_in_the_thread_that_it_was_asked_in() {
        ChatPlace thread = new ChatPlace(Channel.SLACK, "T061EG9R6", SlackPlatform.CHANNEL, "1548261200.000100", null);

        sender.post(thread, ChatMessage.of("on").with(new ChatImage(PNG, "a chart")));

        assertThat(slack.server.seen().stream()
                .filter(seen -> seen.headers().getOrDefault("content-type", "").contains("json"))
                .map(seen -> seen.json().at("thread_ts").text())).containsExactly("1548261200.000100",
                        "1548261200.000100");
    }

    @Test
    void answers_who_asked_alone_where_it_is_no_member() {
        slack.leave();

        Sent sent = sender.post(answerable(), ChatMessage.of("on").with(List.of(ChatButton.of("OK", "ok"))));

        assertThat(sent).isInstanceOf(Sent.Done.class);
        assertThat(last().target()).isEqualTo("/commands/1234/5678");
        assertThat(shown()).singleElement().satisfies(shown -> assertThat(shown.values()).containsExactly("ok"));
    }

    @Test
    void says_a_picture_in_words_where_it_is_no_member() {
        slack.leave();

        Sent sent = sender.post(answerable(), ChatMessage.of("today").with(new ChatImage(PNG, "between 20 and 22 °C")));

        assertThat(sent).isInstanceOf(Sent.Done.class);
        assertThat(shown()).singleElement()
                .satisfies(shown -> assertThat(shown.text()).isEqualTo("today\n\nbetween 20 and 22 °C"));
    }

    @Test
    void replaces_what_one_person_sees_by_the_response_url() {
        slack.leave();
        sender.post(answerable(), ChatMessage.of("Restart?"));

        sender.replace(answerable(), new MessageRef("ephemeral/1548261231.000200"), ChatMessage.of("Restarted."));

        assertThat(shown()).extracting(Shown::text).containsExactly("Restarted.");
    }

    @Test
    void refuses_to_answer_to_an_address_that_could_be_anybodys() {
        slack.leave();
        ChatPlace doubtful = new ChatPlace(Channel.SLACK, "T1", "C1", null, "http://hooks.evil.example/1");

        assertThat(sender.post(doubtful, ChatMessage.of("on"))).isInstanceOf(Sent.Refused.class);
    }

    @Test
    void is_refused_where_it_is_no_member_and_nobody_asked() {
        slack.leave();

        assertThat(sender.post(place(), ChatMessage.of("on"))).isEqualTo(new Sent.Refused("Slack: not_in_channel"));
    }

    @Test
    void posts_anew_what_is_no_more_there_to_be_changed() {
        sender.post(place(), ChatMessage.of("1 alert"));
        slack.forget();

        Sent sent = sender.replace(place(), new MessageRef(SlackPlatform.CHANNEL + "/1700000000.000001"),
                ChatMessage.of("2 alerts"));

        assertThat(sent).isEqualTo(new Sent.Done(new MessageRef(SlackPlatform.CHANNEL + "/1700000000.000002")));
        assertThat(shown()).extracting(Shown::text).containsExactly("2 alerts");
    }

    @Test
    void posts_anew_in_place_of_what_it_never_wrote() {
        assertThat(sender.replace(place(), new MessageRef("elsewhere"), ChatMessage.of("on")))
                .isInstanceOf(Sent.Done.class);
    }

    @Test
    void shows_a_title_that_is_too_long_for_a_header() {
        sender.post(place(), ChatMessage.of("on").titled("pump ".repeat(50)));

        assertThat(shown().getFirst().text()).startsWith("pump pump").endsWith("on").hasSizeGreaterThan(250);
    }

    /// Slack's own SDK takes the blocks for what we mean them to be.
    @Test
    void writes_blocks_that_slack_s_sdk_reads() {
        sender.post(place(), ChatMessage.of("Which <one>?").titled("pump").with(
                IntStream.range(0, 6).mapToObj(i -> ChatButton.of("Pump " + i, "act:" + i)).toList()));

        List<LayoutBlock> blocks = GsonFactory.createSnakeCase().fromJson(last().text(), MessageEvent.class)
                .getBlocks();

        assertThat(((HeaderBlock) blocks.get(0)).getText().getText()).isEqualTo("pump");
        assertThat(((SectionBlock) blocks.get(1)).getText().getText()).isEqualTo("Which <one>?");
        StaticSelectElement menu = (StaticSelectElement) ((ActionsBlock) blocks.get(2)).getElements().getFirst();
        assertThat(menu.getOptions()).hasSize(6).last().satisfies(option -> {
            assertThat(option.getText().getText()).isEqualTo("Pump 5");
            assertThat(option.getValue()).isEqualTo("act:5");
        });
    }

    @Test
    void writes_nothing_that_slack_reads_as_markup_or_unfurls() {
        sender.post(place(), ChatMessage.of("<!channel> & https://evil.example"));

        Payload sent = last().json();
        assertThat(sent.at("text").text()).isEqualTo("&lt;!channel&gt; &amp; https://evil.example");
        assertThat(sent.at("parse").text()).isEqualTo("none");
        assertThat(sent.at("link_names").flag()).isFalse();
        assertThat(sent.at("unfurl_links").isPresent()).isTrue();
        assertThat(sent.at("unfurl_links").flag()).isFalse();
        assertThat(sent.at("unfurl_media").isPresent()).isTrue();
        assertThat(sent.at("unfurl_media").flag()).isFalse();
    }
}
