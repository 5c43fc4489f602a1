package io.lapwing.aws.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What an installation costs, from `costs/prices.csv`, `costs/assumptions.csv` and the code itself.
record CostModel(Map<String, Price> prices, Map<String, Double> assumptions, Configuration configuration) {

    private static final double MILLION = 1_000_000;
    private static final double KB_PER_GB = 1024 * 1024;
    private static final double MONTH_MINUTES = 43_800;

    /// @param what what is paid for, as it is printed
    record Price(double usd, double per, String what) {}

    /// @param quantity in the units of the price
    record Line(String what, double quantity, Price price) {

        double usd() {
            return quantity * price.usd / price.per;
        }

        private String row() {
            return "| %s | %s | %s | %s | %s |".formatted(what, number(quantity), price.what, perUnit(), money(usd()));
        }

        private String perUnit() {
            return price.per == 1 ? "$" + number(price.usd) : "$" + number(price.usd) + " / " + number(price.per);
        }
    }

    static CostModel read(Path folder) throws IOException {
        Map<String, Price> prices = new HashMap<>();
        for (String[] row : rows(folder.resolve("costs/prices.csv"), 4)) {
            prices.put(row[0], new Price(Double.parseDouble(row[1]), Double.parseDouble(row[2]), row[3]));
        }
        Map<String, Double> assumptions = new HashMap<>();
        for (String[] row : rows(folder.resolve("costs/assumptions.csv"), 3)) {
            assumptions.put(row[0], Double.parseDouble(row[1]));
        }
        return new CostModel(Map.copyOf(prices), Map.copyOf(assumptions), Configuration.read(folder));
    }

    static List<String[]> rows(Path csv, int columns) throws IOException {
        return Files.readAllLines(csv).stream().skip(1).map(line -> line.split(",", columns)).toList();
    }

    /// What is paid for a month in which nothing happens.
    List<Line> idleMonth() {
        double polls = the("pollers") * MONTH_MINUTES * 60 / the("poll-seconds");
        return List.of(line("alarms", alarms(), "alarm-month"), line("the cursor key", 1, "secret-month"),
                line("the pollers, asking empty queues", polls * queues(Predicate.not(CostModel::isOfChat)),
                        "sqs-request"),
                line("functions that run once a minute", scheduled(), "lambda-request"),
                line("their time", gbSeconds(scheduled(), "schedule-ms", memory("check_devices")), "lambda-gb-second"),
                line("their reading", scheduled() * the("schedule-reads"), "dynamodb-read"),
                line("their logs", scheduled() * the("schedule-log-kb") / KB_PER_GB, "logs-gb"),
                line("tables", the("stored-gb"), "dynamodb-gb-month"),
                line("their recovery", the("stored-gb"), "dynamodb-pitr-gb-month"),
                line("logs", the("logs-kept-gb"), "logs-gb-month"));
    }

    /// What traffic costs however little there is, if there is some in every hour.
    List<Line> busyMonth() {
        return List.of(line("metrics of the functions", the("custom-metrics"), "metric-month"),
                line("the tables' key", the("kms-requests"), "kms-request"),
                line("devices that stay connected", the("devices") * MONTH_MINUTES, "iot-connection-minute"));
    }

    List<Line> millionReadings() {
        double messages = MILLION / the("readings-per-message");
        double messageUnits = messages * Math.ceil(the("message-kb") / 5);
        double invocations = messages / the("messages-per-invocation");
        double writes = messages * (the("items-per-message") + the("metric-pages-per-message")) * the("units-per-item");
        double batchRequests = 2 * messages / the("messages-per-receive")
                * Math.ceil(the("envelope-kb") * the("messages-per-receive") / 64);
        double gigabytes = messages * the("stored-kb-per-message") / KB_PER_GB;
        return List.of(line("messages from devices", messageUnits, "iot-message"),
                line("rules", messageUnits, "iot-rule"),
                line("their action: into the queue", messageUnits, "iot-action"),
                line("sending to the queue", messages, "sqs-request"),
                line("receiving and deleting in batches", batchRequests, "sqs-request"),
                line("executions", invocations, "lambda-request"),
                line("their time", gbSeconds(invocations, "ingest-ms", memory("ingest_telemetry")), "lambda-gb-second"),
                line("writing", writes, "dynamodb-write"),
                line("reading what is there", messages * the("reads-per-message"), "dynamodb-read"),
                line("logs", invocations * the("ingest-log-kb") / KB_PER_GB, "logs-gb"),
                line("keeping the readings for a month", gigabytes, "dynamodb-gb-month"),
                line("their recovery", gigabytes, "dynamodb-pitr-gb-month"));
    }

    List<Line> millionRequests() {
        return List.of(line("requests", MILLION, "http-api-request"), line("executions", MILLION, "lambda-request"),
                line("their time", gbSeconds(MILLION, "api-ms", memory("api")), "lambda-gb-second"),
                line("reading", MILLION * the("api-reads"), "dynamodb-read"),
                line("counting", MILLION * the("api-writes"), "dynamodb-write"),
                line("the cursor key, once a cold start", MILLION / the("invocations-per-cold-start"), "secret-call"),
                line("logs", MILLION * the("api-log-kb") / KB_PER_GB, "logs-gb"));
    }

    /// What a million readings cost on top where apps listen to all of them, for a month.
    List<Line> listeningApps() {
        double updates = MILLION / the("readings-per-update");
        double units = updates * Math.ceil(the("updates-kb") / 5);
        double hours = the("listening-apps") * the("listening-hours");
        double tokens = hours * 60 / the("token-minutes");
        return List.of(line("updates that are published", units, "iot-message"),
                line("updates that apps receive", units * the("listening-apps"), "iot-message"),
                line("time of functions that publish", updates * the("publish-ms") / 4 / 1000
                        * memory("ingest_telemetry") / 1024, "lambda-gb-second"),
                line("apps that are connected", hours * 60, "iot-connection-minute"),
                line("tokens: requests", tokens, "http-api-request"),
                line("tokens: executions", tokens, "lambda-request"),
                line("tokens: writing who listens to what, and the trail", tokens * (2 + the("api-writes")),
                        "dynamodb-write"));
    }

    /// Initialisation is billed like execution since August 2025.
    private double gbSeconds(double invocations, String duration, double memoryMb) {
        double init = the("init-ms") / the("invocations-per-cold-start");
        return invocations * (the(duration) + init) / 1000 * memoryMb / 1024;
    }

    /// Whether it is made only where a chat platform is connected.
    private static boolean isOfChat(Block block) {
        return block.module().startsWith("module.chat");
    }

    /// What connecting a chat platform costs in a month, said nothing.
    List<Line> idleChat() {
        double polls = the("pollers") * MONTH_MINUTES * 60 / the("poll-seconds");
        return List.of(line("alarms", alarms(CostModel::isOfChat), "alarm-month"),
                line("the secret of one platform", 1, "secret-month"),
                line("the pollers, asking empty queues", polls * queues(CostModel::isOfChat), "sqs-request"));
    }

    /// What a month of chatting costs on top, at so many messages a day.
    List<Line> chatting() {
        double messages = the("chat-messages-a-day") * MONTH_MINUTES / 1440;
        double executions = 2 * messages;
        return List.of(line("requests of the platform", messages, "http-api-request"),
                line("sending to, receiving from and deleting in the queue", 3 * messages, "sqs-request"),
                line("executions of receiveChat and converse", executions, "lambda-request"),
                line("time of receiveChat", gbSeconds(messages, "receive-chat-ms", memory("receive_chat")),
                        "lambda-gb-second"),
                line("time of converse", gbSeconds(messages, "converse-ms", memory("converse")), "lambda-gb-second"),
                line("writing claims, the conversation and what was done", messages * the("chat-writes"),
                        "dynamodb-write"),
                line("reading the fleet, its alerts and its values", messages * the("chat-reads"), "dynamodb-read"),
                line("secrets, once a cold start and again now and then", messages * the("chat-secret-calls"),
                        "secret-call"),
                line("logs", executions * the("chat-log-kb") / KB_PER_GB, "logs-gb"));
    }

    private double memory(String function) {
        return configuration.of("module").filter(call -> call.name().equals(function))
                .mapToDouble(call -> call.body().number("memory_mb")).findFirst().orElseThrow();
    }

    /// Executions of the schedule in a month.
    private double scheduled() {
        return MONTH_MINUTES * configuration.resources("aws_scheduler_schedule")
                .mapToInt(schedule -> schedule.body().block("for_each").names().size()).sum();
    }

    private long queues(Predicate<Block> counted) {
        return configuration.resources("aws_lambda_event_source_mapping").filter(counted)
                .filter(mapping -> configuration.resolve(mapping.module(), mapping.body().text("event_source_arn"))
                        .filter(source -> source.type().equals("aws_sqs_queue")).isPresent())
                .count();
    }

    /// Counted in the code.
    double alarms() {
        return alarms(Predicate.not(CostModel::isOfChat));
    }

    double alarms(Predicate<Block> counted) {
        return configuration.resources("aws_cloudwatch_metric_alarm").filter(counted)
                .mapToInt(alarm -> Math.max(1, alarm.body().block("for_each").names().size())).sum();
    }

    private double the(String assumption) {
        return Optional.ofNullable(assumptions.get(assumption))
                .orElseThrow(() -> new IllegalStateException("no such assumption: " + assumption));
    }

    private Line line(String what, double quantity, String price) {
        return new Line(what, quantity, Optional.ofNullable(prices.get(price))
                .orElseThrow(() -> new IllegalStateException("no such price: " + price)));
    }

    static double total(List<Line> lines) {
        return lines.stream().mapToDouble(Line::usd).sum();
    }

    /// The lines in Markdown, with their sum.
    static String table(List<Line> lines) {
        return lines.stream().map(Line::row).collect(Collectors.joining("\n",
                "| what | how much | of | unit price | USD |\n|---|--:|---|--:|--:|\n",
                "\n| **together** | | | | **%s** |\n".formatted(money(total(lines)))));
    }

    private static String money(double usd) {
        return String.format(Locale.ROOT, usd < 0.1 ? "%.4f" : "%.2f", usd);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value < 0.001 ? "%.10f" : "%.3f", value);
    }
}
