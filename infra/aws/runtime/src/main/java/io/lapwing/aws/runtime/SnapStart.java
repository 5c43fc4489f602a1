package io.lapwing.aws.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/// Takes a function down before Lambda makes a snapshot of the process, and makes it again after each restore. Only
/// loaded where there will be a snapshot.
final class SnapStart implements Resource {

    /// The runtime itself may know its resources by weak references only.
    private static final Queue<SnapStart> REGISTERED = new ConcurrentLinkedQueue<>();

    private final LiveFunction function;

    SnapStart(LiveFunction function) {
        this.function = function;
    }

    static void register(LiveFunction function) {
        SnapStart resource = new SnapStart(function);
        REGISTERED.add(resource);
        Core.getGlobalContext().register(resource);
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        function.stop();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        function.start();
    }
}
