package io.lapwing.chatbot.domain.language;

import io.lapwing.chatbot.functions.InterpretUtterances;
import io.lapwing.sharedmodel.device.DeviceId;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The fleet that the utterances are about, and larger ones.
final class TestFleet {
    static final Interpreter INTERPRETER = Interpreter.ofOwnLanguages();
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final String FOLDER = "/language/";
    private static final Context CONTEXT = new InterpretUtterances(INTERPRETER,
            text("fleet.json").getBytes(StandardCharsets.UTF_8)).fleet();

    private TestFleet() {}

    /// 10:30 on Tuesday, 10 March 2026, in Berlin.
    static Context context() {
        return CONTEXT;
    }

    static Context at(String now) {
        return new Context(CONTEXT.fleet(), Instant.parse(now), BERLIN, null);
    }

    static Understanding understand(String text) {
        return INTERPRETER.understand(text, CONTEXT);
    }

    /// The last of several lines of a conversation.
    static Understanding talk(String... lines) {
        Understanding previous = null;
        for (String line : lines) {
            previous = INTERPRETER.understand(line, CONTEXT.after(previous));
        }
        return Objects.requireNonNull(previous);
    }

    static List<List<Utterance>> utterances(String name) {
        return UtteranceFile.parse(name, text(name));
    }

    /// Devices of ten types, with their numbers in their names: pump-1, press-2, …
    static FleetWords large(int size) {
        List<String> types = List.of("pump", "press", "oven", "mixer", "chiller", "valve", "tank", "meter", "heater",
                "compressor");
        List<String> sites = List.of("Berlin", "Hamburg", "Munich", "Hall North", "Hall South");
        List<FleetDevice> devices = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            String type = types.get(i % types.size());
            devices.add(new FleetDevice(new DeviceId(type + "-" + i), type + " " + i, type,
                    sites.get(i % sites.size()), List.of("temperature", "pressure", "powerKw"),
                    i % 7 == 0 ? List.of("unit " + i + " of line " + i % 13) : List.of()));
        }
        return FleetWords.of(devices);
    }

    private static String text(String name) {
        try (InputStream in = TestFleet.class.getResourceAsStream(FOLDER + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
