package io.lapwing.local.chatemulator;

import io.lapwing.local.chatemulator.Instance.Answer;
import io.lapwing.local.chatemulator.Platform.Pressed;
import io.lapwing.local.chatemulator.Platform.Said;
import io.lapwing.sharedmodel.chat.Channel;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A chat with the bot of an installation, on a platform that is emulated: what people say and press goes there as signed
/// requests, and what the bot writes comes back through the platform's API. Thread-safe.
public final class EmulatedChat implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern CODE = Pattern.compile("[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}");

    private final Platform platform;
    private final PlatformServer server;
    private final Wall wall;
    private final Instance instance;
    private final AtomicLong numbers = new AtomicLong();

    private EmulatedChat(Platform platform, PlatformServer server, Wall wall, Instance instance) {
        this.platform = platform;
        this.server = server;
        this.wall = wall;
        this.instance = instance;
    }

    /// What the installation has refused.
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /// @param wall where the bot's messages are put
    /// @throws IOException if the platforms' port is taken
    public static EmulatedChat open(Channel channel, Secrets secrets, Instance instance, Wall wall)
            throws IOException {
        Platform platform = platform(channel, secrets, wall);
        return new EmulatedChat(platform,
                PlatformServer.start(secrets.port(), "/" + channel.text() + "/", platform), wall, instance);
    }

    private static Platform platform(Channel channel, Secrets secrets, Wall wall) {
        URI url = secrets.url(channel);
        return switch (channel) {
            case SLACK -> new EmulatedSlack(url, secrets, wall);
            case TELEGRAM -> new EmulatedTelegram(secrets, wall);
            case WHATSAPP -> new EmulatedWhatsApp(url, secrets, wall);
            case TEAMS -> new EmulatedTeams(url, secrets, wall);
            case DISCORD -> new EmulatedDiscord(url, secrets, wall);
            case WEB -> throw new IllegalArgumentException("the console's own chat needs no platform");
        };
    }

    /// @throws Refused if the webhook is not taken
    public void say(Person person, Place place, String text) {
        send(platform.said(new Said(person, place, text, null, numbers.incrementAndGet()), Instant.now()));
    }

    /// Gives the bot a file.
    ///
    /// @param text what is said with it, or nothing
    /// @throws Refused if the webhook is not taken
    public void share(Person person, Place place, String text, GivenFile file) {
        send(platform.said(new Said(person, place, text, file, numbers.incrementAndGet()), Instant.now()));
    }

    /// @throws Refused if there is no such button, or the webhook is not taken
    public void press(Person person, String label) {
        press(person, wall.pressable(label)
                .orElseThrow(() -> new Refused("there is no button [" + label + "]")));
    }

    /// Presses a button as it once stood there, whatever has become of its message.
    ///
    /// @throws Refused if the webhook is not taken
    public void press(Person person, Wall.Pressable pressed) {
        send(platform.pressed(new Pressed(person, pressed.post(), pressed.button(), numbers.incrementAndGet()),
                Instant.now()));
    }

    private void send(Webhook webhook) {
        Answer answer = instance.send(webhook);
        if (!answer.isGood()) {
            throw new Refused(webhook.path() + " was answered with " + answer.status() + " " + answer.body().strip());
        }
    }

    /// Links somebody's account with a user of the same name, as people do it: by the code that the bot gives.
    ///
    /// @throws Refused if there is no code, or it is not taken
    public void link(Person person, String role) throws InterruptedException {
        int before = wall.size();
        say(person, Place.PRIVATE, "link");
        Optional<Post> reply = wall.await(before, PATIENCE);
        Matcher code = CODE.matcher(reply.map(Post::text).orElse(""));
        if (!code.find()) {
            throw new Refused(reply.isEmpty() ? "the bot gives no code: it does not answer"
                    : "the bot gives no code, but says: " + reply.get().text());
        }
        Answer redeemed = instance.redeem(code.group(), person.name(), role);
        if (!redeemed.isGood()) {
            throw new Refused("the code was not taken: " + redeemed.status() + " " + redeemed.body().strip());
        }
    }

    /// Whether what the bot has written can be changed there.
    boolean canChange() {
        return platform.canChange();
    }

    public Wall wall() {
        return wall;
    }

    @Override
    public void close() {
        server.close();
    }
}
