package io.lapwing.local.app.fuzz;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Skips a test where Schemathesis is missing, and says so.
final class NeedsSchemathesis implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (Schemathesis.find().isPresent() || Boolean.getBoolean("lapwing.fuzz.required")) {
            return ConditionEvaluationResult.enabled("there is a Schemathesis, or there has to be");
        }
        if (context.getTestMethod().isEmpty()) {
            System.err.println("SKIPPED: " + context.getDisplayName() + ": " + Schemathesis.HOW_TO_GET_ONE);
        }
        return ConditionEvaluationResult.disabled(Schemathesis.HOW_TO_GET_ONE);
    }
}
