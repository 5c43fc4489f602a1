package io.lapwing.chatbot.conversations;

import io.lapwing.sharedmodel.json.Json;
import io.lapwing.sharedmodel.json.MalformedJson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The recorded conversations, and the fleet that is talked about in them. They are played in this order: what one of them
/// does to the fleet is known to the next.
public final class Conversations {
    public static final List<String> NAMES = List.of("linking", "values", "restart", "nothing-acts", "refused",
            "alerts", "files",
            "arabic");

    private Conversations() {}

    public static String text(String name) {
        return new String(read(name + ".chat"), StandardCharsets.UTF_8);
    }

    /// Puts all of them into a folder.
    public static List<Path> writeTo(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : NAMES) {
            files.add(Files.writeString(folder.resolve(name + ".chat"), text(name)));
        }
        return files;
    }

    /// A request of the REST interface that is part of setting up the fleet.
    public record Request(String path, String json) {}

    /// What an admin has to post for the fleet to be there.
    public static List<Request> fleet() throws MalformedJson {
        Map<?, ?> fleet = (Map<?, ?>) Objects.requireNonNull(Json.read(read("fleet.json")));
        List<Request> requests = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(fleet.get("rules")))
                .forEach(rule -> requests.add(request("/v1/rules", rule)));
        ((List<?>) Objects.requireNonNull(fleet.get("devices")))
                .forEach(device -> requests.add(request("/v1/devices", device)));
        ((Map<?, ?>) Objects.requireNonNull(fleet.get("telemetry")))
                .forEach((device, report) -> requests.add(request("/v1/devices/" + device + "/telemetry", report)));
        return requests;
    }

    private static Request request(String path, Object body) {
        return new Request(path, Json.text(body).json());
    }

    private static byte[] read(String name) {
        try (InputStream resource = Conversations.class.getResourceAsStream("/conversations/" + name)) {
            return Objects.requireNonNull(resource, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
