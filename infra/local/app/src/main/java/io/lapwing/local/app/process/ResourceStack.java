package io.lapwing.local.app.process;

import java.util.ArrayDeque;
import java.util.Deque;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started, to be stopped in the reverse order. A stop can come while the start still goes on: then what
/// is started later is stopped at once.
///
/// Thread-safe.
final class ResourceStack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResourceStack.class);

    private final Deque<Resource> resources = new ArrayDeque<>();
    private boolean closed;

    private record Resource(String name, AutoCloseable closeable) {}

    /// @throws StartFailed if the stack was closed; then the resource is, too
    <T extends AutoCloseable> T push(String name, T resource) {
        synchronized (this) {
            if (!closed) {
                resources.push(new Resource(name, resource));
                return resource;
            }
        }
        close(new Resource(name, resource));
        throw new StartFailed("stopped before it was ready");
    }

    @Override
    public void close() {
        Deque<Resource> open;
        synchronized (this) {
            closed = true;
            open = new ArrayDeque<>(resources);
            resources.clear();
        }
        open.forEach(ResourceStack::close);
    }

    private static void close(Resource resource) {
        try {
            resource.closeable().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            LOG.warn("{} could not be stopped properly", resource.name(), e);
        }
    }
}
