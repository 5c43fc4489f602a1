package io.lapwing.aws.deploy;

import java.util.List;
import java.util.stream.Stream;

/// Every function is made the same way.
final class FunctionPolicies {

    static final List<Policy> ALL = List.of(new Policy("functions-go-through-the-module", FunctionPolicies::strays),
            new Policy("concurrency-is-reserved", FunctionPolicies::unbounded),
            new Policy("functions-log-where-logs-end", FunctionPolicies::logsOfTheirOwn),
            new Policy("functions-are-watched", FunctionPolicies::unwatched),
            new Policy("triggers-call-the-alias", FunctionPolicies::withoutAlias));

    private FunctionPolicies() {}

    private static Stream<Block> functions(Configuration configuration) {
        return configuration.resources("aws_lambda_function");
    }

    private static Stream<String> strays(Configuration configuration) {
        return functions(configuration).filter(function -> !function.folder().endsWith("modules/function"))
                .map(function -> function.fullAddress() + ": is not made by modules/function");
    }

    private static Stream<String> unbounded(Configuration configuration) {
        return functions(configuration)
                .filter(function -> !(function.body().number("reserved_concurrent_executions") >= 1))
                .map(function -> function.fullAddress() + ": nothing bounds how often it runs at once");
    }

    /// A log group that Lambda makes by itself is kept for ever.
    private static Stream<String> logsOfTheirOwn(Configuration configuration) {
        return functions(configuration)
                .filter(function -> configuration
                        .resolve(function.module(), function.body().block("logging_config").text("log_group"))
                        .filter(group -> group.type().equals("aws_cloudwatch_log_group")).isEmpty())
                .map(function -> function.fullAddress() + ": its log group is none of this configuration");
    }

    private static Stream<String> unwatched(Configuration configuration) {
        return functions(configuration).flatMap(function -> Stream.of("Errors", "Throttles", "Duration")
                .filter(metric -> !Alarms.on(configuration, metric, "FunctionName", function))
                .map(metric -> function.fullAddress() + ": nobody is told of its " + metric));
    }

    private static Stream<String> withoutAlias(Configuration configuration) {
        return configuration.resources("aws_lambda_event_source_mapping")
                .filter(mapping -> configuration.resolve(mapping.module(), mapping.body().text("function_name"))
                        .filter(called -> called.type().equals("aws_lambda_alias")).isEmpty())
                .map(mapping -> mapping.fullAddress() + ": calls no alias, so there is no way back from a bad version");
    }
}
