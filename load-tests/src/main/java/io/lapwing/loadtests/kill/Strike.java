package io.lapwing.loadtests.kill;

import java.time.Duration;

/// Something bad that happens to a running Lapwing.
interface Strike {

    /// Lets it happen.
    ///
    /// @return what happened, in a few words
    String hit();

    /// Ends it, as far as it does not end by itself.
    ///
    /// @return how long it took until what was hit was there again
    Duration heal();
}
