package io.lapwing.loadtests.coldstart;

import io.lapwing.aws.emulator.LambdaCommand;
import io.lapwing.aws.emulator.training.AotTraining;
import io.lapwing.aws.emulator.training.ChatEvents;
import io.lapwing.aws.emulator.training.TrainAotCache;
import io.lapwing.aws.emulator.training.TrainedFunction;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lays out and trains what is measured.
final class Subjects {

    static final String CACHE = " + cache";
    static final String BARE = "bare";
    static final String BARE_HTTP = "bare, HTTP";
    static final String BARE_DYNAMODB = "bare, DynamoDB";
    static final String SPRING = "Spring Cloud Function as generated";
    static final String INGEST = "ingest, image";
    static final String REST = "REST, image";

    private static final String IN_MEMORY = "io.lapwing.loadtests.coldstart.inmemory.";
    private static final int TRAINING_CALLS = 300;
    private static final Path MODULES = Path.of("load-tests", "cold-start");
    private static final Path AWS = Path.of("infra", "aws");
    /// What the managed runtime of AWS starts a zip with, as far as it is known.
    private static final List<String> ZIP_OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Stage stage;
    private final Path directory;
    private final Predicate<String> wanted;
    private final List<Subject> subjects = new ArrayList<>();

    private Subjects(Stage stage, Path directory, Predicate<String> wanted) {
        this.stage = stage;
        this.directory = directory;
        this.wanted = wanted;
    }

    /// @param wanted which of them, by name
    static List<Subject> prepare(Stage stage, Events events, Path directory, Predicate<String> wanted) {
        Subjects all = new Subjects(stage, directory, wanted);
        Supplier<String> latest = Events.latest(stage.token());
        all.reference(BARE, "bare", "com.example.bare.BareHandler", events.oneMessage(), Events::isWellIngested);
        all.reference(BARE_HTTP, "bare", "com.example.bare.BareHttpHandler", latest, Events::isOk);
        all.reference(BARE_DYNAMODB, "bare-dynamodb", "com.example.bare.dynamodb.BareDynamoDbHandler",
                events.oneMessage(), Events::isWellIngested);
        all.reference(SPRING, "spring", "org.springframework.cloud.function.adapter.aws.FunctionInvoker",
                events.oneMessage(), Events::isWellIngested);
        all.reference("ingest, in memory", "in-memory", IN_MEMORY + "InMemoryIngestHandler", events.oneMessage(),
                Events::isWellIngested);
        all.reference("REST, in memory", "in-memory", IN_MEMORY + "InMemoryApiHandler", latest, Events::isOk);
        all.reference("receiveChat, in memory", "in-memory", IN_MEMORY + "InMemoryReceiveChatHandler",
                ChatEvents.message(), Events::isOk);
        all.ours("ingest", "device-ingest/target/aws-device-ingest.zip",
                "io.lapwing.aws.deviceingest.IngestTelemetryHandler",
                TrainedFunction.INGEST, events.oneMessage(), Events::isWellIngested);
        all.ours("REST", "rest-api/target/aws-rest-api.zip", "io.lapwing.aws.restapi.ApiHandler", TrainedFunction.REST,
                latest, Events::isOk);
        all.ours("receiveChat", "chatbot/target/aws-receive-chat.zip", "io.lapwing.aws.chatbot.ReceiveChatHandler",
                TrainedFunction.RECEIVE_CHAT, ChatEvents.message(), Events::isOk);
        return all.subjects;
    }

    /// A handler of this benchmark's own, trained with the very events that it is measured with.
    private void reference(String name, String module, String handler, Supplier<String> event,
            Predicate<String> isGood) {
        if (!wanted.test(name)) {
            return;
        }
        LambdaCommand command = with(Image.ofModule(MODULES.resolve(module), directory.resolve(slug(name)))
                .command(handler), stage.environment()).with("MAIN_CLASS", "com.example.demo.DemoApplication");
        AotTraining.run(command.with("LAPWING_AOT", "train"),
                Stream.generate(event).limit(TRAINING_CALLS).toList(), isGood);
        add(name, command, event, isGood);
    }

    /// One of our functions: as the image has it, with tracing and without, and as the zip.
    private void ours(String name, String file, String handler, TrainedFunction function, Supplier<String> event,
            Predicate<String> isGood) {
        Optional<Path> zip = Optional.of(AWS.resolve(file)).filter(Files::isRegularFile);
        if (zip.isEmpty() || !wanted.test(name)) {
            System.out.println("SKIPPED: " + name + (zip.isEmpty() ? ": not packaged" : ""));
            return;
        }
        LambdaCommand image = with(Image.ofZip(zip.get(), directory.resolve(slug(name))).command(handler),
                stage.environment());
        TrainAotCache.run(function, image.without(stage.environment().keySet()));
        add(name + ", image", image, event, isGood);
        add(name + ", image, tracing", image.with("OTEL_EXPORTER_OTLP_ENDPOINT", stage.collector()), event, isGood);
        Path unpacked = Image.unzip(zip.get(), directory.resolve(slug(name + "-zip")));
        subjects.add(new Subject(name + ", zip of %.1f MB".formatted(zip.get().toFile().length() / 1e6),
                with(LambdaCommand.ofZip(ZIP_OPTIONS, unpacked, handler), stage.environment()), event, isGood));
    }

    private void add(String name, LambdaCommand command, Supplier<String> event, Predicate<String> isGood) {
        subjects.add(new Subject(name, command.with("LAPWING_AOT", "off"), event, isGood));
        subjects.add(new Subject(name + CACHE, command.with("LAPWING_AOT", "on"), event, isGood));
    }

    private static LambdaCommand with(LambdaCommand command, Map<String, String> variables) {
        LambdaCommand all = command;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            all = all.with(variable.getKey(), variable.getValue());
        }
        return all;
    }

    static String slug(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }
}
