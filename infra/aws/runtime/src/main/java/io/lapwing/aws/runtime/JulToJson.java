package io.lapwing.aws.runtime;

import java.util.Arrays;
import java.util.Objects;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/// Passes on to [JsonLog] what was logged through `java.util.logging`.
final class JulToJson extends Handler {

    private final System.Logger.Level least;
    private final Formatter messages = new SimpleFormatter();

    private JulToJson(System.Logger.Level least) {
        this.least = least;
    }

    static void install(System.Logger.Level least) {
        Logger root = Logger.getLogger("");
        Arrays.stream(root.getHandlers()).forEach(root::removeHandler);
        root.addHandler(new JulToJson(least));
        root.setLevel(Level.parse(julName(least)));
    }

    private static String julName(System.Logger.Level least) {
        return switch (least) {
            case TRACE, ALL -> "FINER";
            case DEBUG -> "FINE";
            case WARNING -> "WARNING";
            case ERROR, OFF -> "SEVERE";
            case INFO -> "INFO";
        };
    }

    @Override
    public void publish(LogRecord log) {
        String name = Objects.requireNonNullElse(log.getLoggerName(), "");
        new JsonLog(name, least, System.out).log(levelOf(log.getLevel()), null, messages.formatMessage(log),
                log.getThrown());
    }

    private static System.Logger.Level levelOf(Level level) {
        int value = level.intValue();
        return value >= Level.SEVERE.intValue() ? System.Logger.Level.ERROR
                : value >= Level.WARNING.intValue() ? System.Logger.Level.WARNING
                        : value >= Level.INFO.intValue() ? System.Logger.Level.INFO : System.Logger.Level.DEBUG;
    }

    @Override
    public void flush() {
        System.out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
