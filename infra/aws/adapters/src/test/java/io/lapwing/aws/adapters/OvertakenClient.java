package io.lapwing.aws.adapters;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// A client of a process that stands still before one of its calls, while others go on.
final class OvertakenClient {

    private final DynamoDbClient real;
    private final int slowCall;
    private final Runnable others;
    private final AtomicInteger calls = new AtomicInteger();

    private OvertakenClient(DynamoDbClient real, int slowCall, Runnable others) {
        this.real = real;
        this.slowCall = slowCall;
        this.others = others;
    }

    /// @param slowCall from 1
    /// @param others what happens before it leaves
    static DynamoDbClient of(DynamoDbClient real, int slowCall, Runnable others) {
        OvertakenClient client = new OvertakenClient(real, slowCall, others);
        return (DynamoDbClient) Proxy.newProxyInstance(OvertakenClient.class.getClassLoader(),
                new Class<?>[]{DynamoDbClient.class}, (_, method, arguments) -> client.call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (calls.incrementAndGet() == slowCall) {
            others.run();
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
