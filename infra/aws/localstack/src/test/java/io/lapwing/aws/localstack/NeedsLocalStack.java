package io.lapwing.aws.localstack;

import java.util.Optional;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips what LocalStack is missing for, and says so. JUnit finds it by itself, so that it also stands before the tests
/// of the DynamoDB adapters, which know nothing of it, and leads them here.
public final class NeedsLocalStack implements ExecutionCondition {

    private static final String DYNAMODB_ENDPOINT = "lapwing.dynamodb.endpoint";
    private static final String DYNAMODB_TESTS = "io.lapwing.aws.adapters";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestClass().isEmpty() || context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("its class was asked");
        }
        Optional<String> missing = TestLocalStack.whyNot();
        if (missing.isPresent() && !Boolean.getBoolean("lapwing.localstack.required")) {
            return skipped(context, missing.get());
        }
        if (!context.getRequiredTestClass().getPackageName().equals(DYNAMODB_TESTS)) {
            return ConditionEvaluationResult.enabled("there is a LocalStack");
        }
        if (!TestLocalStack.shared().hasDynamoDb()) {
            return skipped(context, "this LocalStack image has no DynamoDB");
        }
        System.setProperty(DYNAMODB_ENDPOINT, TestLocalStack.shared().endpoint().toString());
        return ConditionEvaluationResult.enabled("this LocalStack has a DynamoDB");
    }

    private static ConditionEvaluationResult skipped(ExtensionContext context, String reason) {
        System.err.println("SKIPPED: " + context.getDisplayName() + ": " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
