package io.lapwing.aws.runtime;

import io.lapwing.sharedmodel.json.Json;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;

import org.jspecify.annotations.Nullable;

/// The JDK's own logging interface, written as CloudWatch reads it: one line of JSON for each record, with the call
/// and the trace that it belongs to. What functions are sent and what they answer is never logged.
final class JsonLog implements System.Logger {

    private static final int MAX_TRACE = 8_000;

    private final String name;
    private final Level least;
    private final PrintStream out;

    JsonLog(String name, Level least, PrintStream out) {
        this.name = name;
        this.least = least;
        this.out = out;
    }

    /// Sees to it that all of the process logs like this. Where the function has a class loader of its own (AWS's
    /// managed runtime), the JDK does not find [JsonLogFinder], and logs through `java.util.logging`.
    static void install() {
        if (!(System.LoggerFinder.getLoggerFinder() instanceof JsonLogFinder)) {
            JulToJson.install(leastLevel());
        }
    }

    /// Lambda's own setting.
    static Level leastLevel() {
        String wanted = Objects.requireNonNullElse(System.getenv("AWS_LAMBDA_LOG_LEVEL"), "INFO");
        return switch (wanted.toUpperCase(Locale.ROOT)) {
            case "TRACE" -> Level.TRACE;
            case "DEBUG" -> Level.DEBUG;
            case "WARN" -> Level.WARNING;
            case "ERROR", "FATAL" -> Level.ERROR;
            default -> Level.INFO;
        };
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return level != Level.OFF && level.getSeverity() >= least.getSeverity();
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String message,
            @Nullable Throwable thrown) {
        if (isLoggable(level)) {
            out.print(line(level, String.valueOf(message), thrown));
            out.flush();
        }
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format,
            @Nullable Object @Nullable... values) {
        if (isLoggable(level)) {
            String pattern = String.valueOf(format);
            log(level, bundle,
                    values == null || values.length == 0 ? pattern : MessageFormat.format(pattern, values),
                    (Throwable) null);
        }
    }

    private String line(Level level, String message, @Nullable Throwable thrown) {
        Invocation invocation = Invocation.current();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("timestamp", Instant.now());
        line.put("level", level == Level.WARNING ? "WARN" : level.name());
        line.put("logger", name);
        line.put("message", printable(message));
        if (!invocation.requestId().isEmpty()) {
            line.put("requestId", invocation.requestId());
        }
        if (invocation.traceId() != null) {
            line.put("traceId", invocation.traceId());
        }
        if (thrown != null) {
            line.put("stackTrace", printable(stackTrace(thrown)));
        }
        return new String(Json.write(line), StandardCharsets.UTF_8) + "\n";
    }

    /// Half a surrogate pair cannot be written, and must not keep the rest from being.
    private static String printable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.getBuffer().substring(0, Math.min(MAX_TRACE, text.getBuffer().length()));
    }
}
