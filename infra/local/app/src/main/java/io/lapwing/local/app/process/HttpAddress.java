package io.lapwing.local.app.process;

import java.net.URI;
import java.util.function.Supplier;

/// Where the process answers HTTP, once it does.
interface HttpAddress extends Supplier<URI> {}
