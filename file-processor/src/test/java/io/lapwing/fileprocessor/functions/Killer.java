package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.port.DeviceRegistry;
import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Ends a process at a call of a port: before the call has had its effect, or after it.
final class Killer {

    private final int fatalCall;
    private final boolean isAfterEffect;
    private final AtomicInteger calls = new AtomicInteger();

    /// What a killed process does not survive.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;

        Killed() {
            super("killed");
        }
    }

    /// @param fatalCall from 1
    Killer(int fatalCall, boolean isAfterEffect) {
        this.fatalCall = fatalCall;
        this.isAfterEffect = isAfterEffect;
    }

    FilePorts over(FilePorts ports) {
        return new FilePorts(over(FileStore.class, ports.files()), over(ObjectStore.class, ports.objects()),
                over(ReadingLoader.class, ports.loader()), over(DeviceRegistry.class, ports.registry()),
                ports.counters());
    }

    <T> T over(Class<T> port, T adapter) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, (_, method, args) -> {
            boolean isFatal = calls.incrementAndGet() == fatalCall;
            if (isFatal && !isAfterEffect) {
                throw new Killed();
            }
            Object result;
            try {
                result = method.invoke(adapter, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            if (isFatal) {
                throw new Killed();
            }
            return result;
        }));
    }

    /// A port before whose first call of a method something happens.
    static <T> T before(Class<T> port, T adapter, String name, Runnable event) {
        AtomicBoolean happened = new AtomicBoolean();
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, (_, method, args) -> {
            if (method.getName().equals(name) && happened.compareAndSet(false, true)) {
                event.run();
            }
            try {
                return method.invoke(adapter, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
