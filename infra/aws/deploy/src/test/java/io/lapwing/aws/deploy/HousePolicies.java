package io.lapwing.aws.deploy;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a reader and a payer of the bill may expect.
final class HousePolicies {

    static final List<Policy> ALL = List.of(new Policy("everything-is-described", HousePolicies::undescribed),
            new Policy("there-is-a-budget", HousePolicies::withoutBudget),
            new Policy("the-api-is-bounded", HousePolicies::unboundedApis),
            new Policy("access-logs-hold-no-tokens", HousePolicies::tellingLogs),
            new Policy("the-api-is-watched", HousePolicies::unwatchedApis));

    private static final Pattern TELLING = Pattern
            .compile("\\$context\\.(path|requestPath|http\\.|authorizer|customDomain)|\\$request\\.");

    private HousePolicies() {}

    private static Stream<String> undescribed(Configuration configuration) {
        Stream<String> variables = configuration.of("variable")
                .filter(variable -> !variable.body().text("description").endsWith(".")
                        || !variable.body().has("type"))
                .map(variable -> variable.fullAddress() + ": has no type, or no sentence that describes it");
        Stream<String> outputs = configuration.of("output")
                .filter(output -> output.body().text("description").isEmpty())
                .map(output -> output.fullAddress() + ": is not described");
        return Stream.concat(variables, outputs);
    }

    private static Stream<String> withoutBudget(Configuration configuration) {
        boolean somebodyIsTold = configuration.resources("aws_budgets_budget")
                .anyMatch(budget -> budget.body().blocks("notification").stream()
                        .anyMatch(notification -> notification.has("subscriber_email_addresses")
                                || notification.has("subscriber_sns_topic_arns")));
        return somebodyIsTold || configuration.resources("aws_lambda_function").findAny().isEmpty() ? Stream.empty()
                : Stream.of("aws_budgets_budget: functions cost money, and nobody is told how much");
    }

    private static Stream<String> unboundedApis(Configuration configuration) {
        return configuration.resources("aws_apigatewayv2_stage")
                .filter(stage -> !(stage.body().block("default_route_settings").number("throttling_rate_limit") > 0)
                        || !(stage.body().block("default_route_settings").number("throttling_burst_limit") > 0)
                        || stage.body().block("access_log_settings").text("destination_arn").isEmpty())
                .map(stage -> stage.fullAddress() + ": is not throttled, or has no access log");
    }

    /// A device's access token is in a path, a user's can be in a query or a header.
    private static Stream<String> tellingLogs(Configuration configuration) {
        return configuration.resources("aws_apigatewayv2_stage")
                .filter(stage -> TELLING.matcher(stage.body().block("access_log_settings").text("format")).find())
                .map(stage -> stage.fullAddress() + ": its access log can hold tokens");
    }

    private static Stream<String> unwatchedApis(Configuration configuration) {
        return configuration.resources("aws_apigatewayv2_api")
                .filter(api -> !Alarms.on(configuration, "5xx", "ApiId", api))
                .map(api -> api.fullAddress() + ": nobody is told of its 5xx");
    }
}
