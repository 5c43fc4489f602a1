package io.lapwing.aws.deploy;

import java.util.stream.Stream;

/// Which alarms there are.
final class Alarms {

    private Alarms() {}

    /// Whether somebody is told of this metric of this block.
    static boolean on(Configuration configuration, String metric, String dimension, Block watched) {
        return all(configuration, metric)
                .anyMatch(alarm -> configuration
                        .resolve(alarm.module(), alarm.body().block("dimensions").text(dimension))
                        .filter(watched::equals).isPresent());
    }

    private static Stream<Block> all(Configuration configuration, String metric) {
        return configuration.resources("aws_cloudwatch_metric_alarm")
                .filter(alarm -> alarm.body().text("metric_name").equals(metric))
                .filter(alarm -> !alarm.body().texts("alarm_actions").isEmpty());
    }
}
