package io.lapwing.local.chatemulator;

import io.lapwing.sharedmodel.chat.Channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/// A conversation as a text: what people say, and what the bot has to say to it. docs/chat.md has the format.
///
/// @param name of the file, for errors
/// @param channel that it is to be played on; any, if null
public record Recording(String name, @Nullable Channel channel, List<Step> steps) {
    private static final Pattern CHANNEL = Pattern.compile("channel (\\S+)");
    private static final Pattern LINK = Pattern.compile("link (\\S+) as (viewer|operator|admin)");
    private static final Pattern PRESSES = Pattern.compile("(\\S+) presses \\[(.+)]");
    private static final Pattern SHARES = Pattern.compile("(\\S+) shares (\\S+):");
    private static final Pattern TURN = Pattern.compile("(\\S+)( changes)?(?: in #(\\S+))?:(?: (.*))?");
    private static final String BOT = "bot";

    public Recording {
        steps = List.copyOf(steps);
    }

    /// One thing that is done, or has to be.
    public sealed interface Step {

        /// Where it stands, counted from 1.
        int line();

        record Links(int line, Person person, String role) implements Step {}

        record Says(int line, Person person, Place place, String text) implements Step {}

        /// @param lines of the file, which is a text
        record Shares(int line, Person person, String name, List<String> lines) implements Step {

            GivenFile file() {
                return new GivenFile(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }

        record Presses(int line, Person person, String label) implements Step {}

        /// What the bot has to write next.
        ///
        /// @param lines in which `…` stands for anything
        record Expects(int line, Place place, boolean isChange, List<String> lines) implements Step {

            /// Whether that is what the bot has written.
            ///
            /// @param canChange whether messages can be changed there: if not, a new one takes the place of a change
            boolean fits(Post post, boolean canChange) {
                return post.isChange() == (isChange && canChange) && post.place().equals(place)
                        && pattern().matcher(String.join("\n", post.lines())).matches();
            }

            private Pattern pattern() {
                String quoted = String.join("\n", lines).lines().map(text -> text.equals("…") ? "[\\s\\S]*"
                        : Stream.of(text.split("…", -1)).map(Pattern::quote).reduce((a, b) -> a + ".*" + b)
                                .orElse(""))
                        .reduce((a, b) -> a + "\n" + b).orElse("");
                return Pattern.compile(quoted);
            }

            private static String head(Place place, boolean isChange) {
                return BOT + (isChange ? " changes" : "") + place.in() + ":";
            }
        }
    }

    /// How a recording has what a bot wrote.
    public static String text(Post post) {
        return Step.Expects.head(post.place(), post.isChange()) + " " + String.join("\n     ", post.lines());
    }

    /// @throws IllegalArgumentException if it is none; its message names the line
    public static Recording parse(String name, String text) {
        Channel channel = null;
        List<Step> steps = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            Matcher named = CHANNEL.matcher(line.strip());
            try {
                if (named.matches()) {
                    channel = Channel.parse(named.group(1)).orElseThrow(
                            () -> new IllegalArgumentException("there is no channel " + named.group(1)));
                } else if (Character.isWhitespace(line.charAt(0))) {
                    steps.add(continued(steps.isEmpty() ? null : steps.removeLast(), line.strip()));
                } else {
                    steps.add(step(number, line.strip()));
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
            }
        }
        return new Recording(name, channel, steps);
    }

    private static Step continued(@Nullable Step before, String line) {
        return switch (before) {
            case Step.Says(int at, Person person, Place place, String text) ->
                new Step.Says(at, person, place, text + "\n" + line);
            case Step.Expects(int at, Place place, boolean isChange, List<String> lines) -> new Step.Expects(at, place,
                    isChange, Stream.concat(lines.stream(), Stream.of(line)).toList());
            case Step.Shares(int at, Person person, String name, List<String> lines) ->
                new Step.Shares(at, person, name, Stream.concat(lines.stream(), Stream.of(line)).toList());
            case Step.Links _,Step.Presses _ -> throw unclear();
            case null -> throw unclear();
        };
    }

    private static Step step(int number, String line) {
        Matcher link = LINK.matcher(line);
        if (link.matches()) {
            return new Step.Links(number, new Person(link.group(1)), link.group(2));
        }
        Matcher presses = PRESSES.matcher(line);
        if (presses.matches()) {
            return new Step.Presses(number, new Person(presses.group(1)), presses.group(2));
        }
        Matcher shares = SHARES.matcher(line);
        if (shares.matches()) {
            return new Step.Shares(number, new Person(shares.group(1)), shares.group(2), List.of());
        }
        Matcher turn = TURN.matcher(line);
        if (!turn.matches()) {
            throw unclear();
        }
        Place place = new Place(turn.group(3));
        String text = Optional.ofNullable(turn.group(4)).orElse("").strip();
        boolean isChange = turn.group(2) != null;
        if (turn.group(1).equals(BOT)) {
            return new Step.Expects(number, place, isChange, text.isEmpty() ? List.of() : List.of(text));
        }
        if (isChange || text.isEmpty()) {
            throw unclear();
        }
        return new Step.Says(number, new Person(turn.group(1)), place, text);
    }

    private static IllegalArgumentException unclear() {
        return new IllegalArgumentException("this is none of: channel NAME; link NAME as ROLE; NAME: text; "
                + "NAME presses [Label]; NAME shares FILE:; bot: text; bot changes: text; or a line that begins with spaces and belongs to "
                + "the one before");
    }
}
