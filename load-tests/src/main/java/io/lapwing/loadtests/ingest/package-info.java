/// The runs of the ingest benchmark.
@NullMarked
package io.lapwing.loadtests.ingest;

import org.jspecify.annotations.NullMarked;
