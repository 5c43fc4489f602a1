package io.lapwing.aws.adapters;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Tests that need a DynamoDB: skipped, and said so, where none can be started; with the Maven profile `dynamodb`
/// they fail there instead.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsDynamoDb.Condition.class)
public @interface NeedsDynamoDb {

    /// Whether there is one.
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (TestDynamoDb.isAvailable() || TestDynamoDb.isRequired()) {
                return ConditionEvaluationResult.enabled("there is a DynamoDB");
            }
            System.err.println("SKIPPED: " + context.getDisplayName() + ": " + TestDynamoDb.HOW_TO_GET_ONE);
            return ConditionEvaluationResult.disabled(TestDynamoDb.HOW_TO_GET_ONE);
        }
    }
}
