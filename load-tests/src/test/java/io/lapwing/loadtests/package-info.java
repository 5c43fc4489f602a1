/// Benchmarks and kill runs: how fast Lapwing is, and what is left after it was killed.
@NullMarked
package io.lapwing.loadtests;

import org.jspecify.annotations.NullMarked;
