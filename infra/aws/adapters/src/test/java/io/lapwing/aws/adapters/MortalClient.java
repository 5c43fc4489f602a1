package io.lapwing.aws.adapters;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A client of a process that is killed at one of its calls: before it left, or after it took effect and before the
/// answer came. No call after that leaves the process.
final class MortalClient {

    private final DynamoDbClient real;
    private final int lastCall;
    private final boolean takesEffect;
    private final AtomicInteger calls = new AtomicInteger();

    private MortalClient(DynamoDbClient real, int lastCall, boolean takesEffect) {
        this.real = real;
        this.lastCall = lastCall;
        this.takesEffect = takesEffect;
    }

    /// @param lastCall from 1
    /// @param takesEffect whether that call still takes effect
    static DynamoDbClient of(DynamoDbClient real, int lastCall, boolean takesEffect) {
        MortalClient client = new MortalClient(real, lastCall, takesEffect);
        return (DynamoDbClient) Proxy.newProxyInstance(MortalClient.class.getClassLoader(),
                new Class<?>[]{DynamoDbClient.class}, (_, method, arguments) -> client.call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        int number = calls.incrementAndGet();
        if (number > lastCall || (number == lastCall && !takesEffect)) {
            throw SdkClientException.create("killed before call " + number);
        }
        Object answer;
        try {
            answer = method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (number == lastCall) {
            throw SdkClientException.create("killed after call " + number);
        }
        return answer;
    }
}
