package io.lapwing.chatbot.channels.discord;

import io.lapwing.chatbot.channels.Payload;
import io.lapwing.sharedmodel.chat.Channel;
import io.lapwing.sharedmodel.chat.ChatAccount;
import io.lapwing.sharedmodel.chat.ChatAct;
import io.lapwing.sharedmodel.chat.ChatInput;
import io.lapwing.sharedmodel.chat.ChatPlace;
import io.lapwing.sharedmodel.chat.MessageRef;
import io.lapwing.sharedmodel.work.WorkId;

import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// Reads who did what, and where.
///
/// @param user in a server he is a member of it, else he is alone with the bot
record DiscordInteraction(Payload interaction, Payload user) {
    /// A group of people, or two of them, with whom the bot is not.
    private static final long AMONG_OTHERS = 2;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*");

    static DiscordInteraction of(Payload interaction) {
        Payload member = interaction.at("member", "user");
        return new DiscordInteraction(interaction, member.isPresent() ? member : interaction.at("user"));
    }

    /// Nothing where a bot did it, or it has no meaning.
    Optional<ChatInput> input(boolean isCommand) {
        if (user.at("bot").flag()) {
            return Optional.empty();
        }
        String id = Snowflake.require(interaction.at("id").text());
        return act(isCommand).map(act -> new ChatInput(new WorkId("discord:" + id),
                new ChatAccount(Channel.DISCORD, "", Snowflake.require(user.at("id").text())), place(id, isCommand),
                isPrivate(), act, language(), Snowflake.madeAt(id)));
    }

    private Optional<ChatAct> act(boolean isCommand) {
        return isCommand ? Optional.of(DiscordCommand.read(interaction.at("data"))) : pressed();
    }

    private Optional<ChatAct> pressed() {
        String message = Snowflake.require(interaction.at("message", "id").text());
        return DiscordComponents.value(interaction.at("data", "custom_id").text())
                .map(value -> new ChatAct.Pressed(value, new MessageRef(message)));
    }

    private ChatPlace place(String id, boolean isCommand) {
        String application = Snowflake.require(interaction.at("application_id").text());
        String answer = new InteractionAnswer(application, id, isCommand, interaction.at("token").text()).text();
        return new ChatPlace(Channel.DISCORD, guild().orElse(""),
                Snowflake.require(interaction.at("channel_id").text()), null, answer);
    }

    private Optional<String> guild() {
        return interaction.at("guild_id").optionalText().map(Snowflake::require);
    }

    private boolean isPrivate() {
        return guild().isEmpty() && interaction.at("context").optionalInteger().orElse(-1L) != AMONG_OTHERS;
    }

    private @Nullable String language() {
        return interaction.at("locale").optionalText().filter(LANGUAGE.asMatchPredicate()).orElse(null);
    }
}
