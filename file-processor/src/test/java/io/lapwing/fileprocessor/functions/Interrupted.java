package io.lapwing.fileprocessor.functions;

import io.lapwing.sharedmodel.port.FileStore;
import io.lapwing.sharedmodel.port.ObjectStore;
import io.lapwing.sharedmodel.port.ReadingLoader;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/// Ports between whose calls something happens.
final class Interrupted {

    private Interrupted() {}

    /// Before the first call of a method.
    static FilePorts at(FilePorts ports, String method, Runnable event) {
        AtomicBoolean happened = new AtomicBoolean();
        return over(ports, name -> name.equals(method) && happened.compareAndSet(false, true), event);
    }

    /// Before each call.
    static FilePorts always(FilePorts ports, Runnable event) {
        return over(ports, _ -> true, event);
    }

    /// Before each piece of an object that is read.
    static FilePorts reads(FilePorts ports, Runnable event) {
        ObjectStore objects = ports.objects();
        ObjectStore slow = ObjectStore.class.cast(Proxy.newProxyInstance(ObjectStore.class.getClassLoader(),
                new Class<?>[]{ObjectStore.class}, (_, method, args) -> {
                    Object result = method.invoke(objects, args);
                    return result instanceof Optional<?> found && found.orElse(null) instanceof InputStream bytes
                            ? Optional.of(slow(bytes, event))
                            : result;
                }));
        return new FilePorts(ports.files(), slow, ports.loader(), ports.registry(), ports.counters());
    }

    private static InputStream slow(InputStream bytes, Runnable event) {
        return new FilterInputStream(bytes) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                event.run();
                return super.read(buffer, offset, length);
            }
        };
    }

    private static FilePorts over(FilePorts ports, Predicate<String> methods, Runnable event) {
        return new FilePorts(over(FileStore.class, ports.files(), methods, event),
                over(ObjectStore.class, ports.objects(), methods, event),
                over(ReadingLoader.class, ports.loader(), methods, event), ports.registry(), ports.counters());
    }

    private static <T> T over(Class<T> port, T adapter, Predicate<String> methods, Runnable event) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[]{port}, (_, method, args) -> {
            if (methods.test(method.getName())) {
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
