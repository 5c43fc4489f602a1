package io.lapwing.aws.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a function is told through its environment. An empty variable counts as none.
public record LambdaSettings(Map<String, String> variables) {

    public LambdaSettings {
        variables = Map.copyOf(variables);
    }

    public static LambdaSettings ofProcess() {
        return new LambdaSettings(System.getenv());
    }

    public Optional<String> optional(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
    }

    /// @throws IllegalStateException that names every one that is missing
    public void require(String... names) {
        List<String> missing = Stream.of(names).filter(name -> optional(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            throw new IllegalStateException("environment variables that must be set: " + String.join(", ", missing));
        }
    }

    public String required(String name) {
        require(name);
        return optional(name).orElseThrow();
    }

    /// What this function is called in metrics and traces.
    public String functionName() {
        return optional("OTEL_SERVICE_NAME").or(() -> optional("AWS_LAMBDA_FUNCTION_NAME")).orElse("lapwing");
    }
}
