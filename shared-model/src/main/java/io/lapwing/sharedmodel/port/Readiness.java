package io.lapwing.sharedmodel.port;

import java.util.Map;

/// Whether what the process depends on can be reached.
///
/// Thread-safe; answers within two seconds, and never throws.
public interface Readiness {

    /// The state of each part (`database`, `broker`) by its name: true if it is ready.
    Map<String, Boolean> components();
}
