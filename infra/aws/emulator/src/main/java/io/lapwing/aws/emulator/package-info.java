/// A Lambda Runtime API, for tests, benchmarks and the training of the AOT cache.
@NullMarked
package io.lapwing.aws.emulator;

import org.jspecify.annotations.NullMarked;
