/// The JSON and CBOR of the shared records: the only place that knows Jackson.
@NullMarked
package io.lapwing.sharedmodel.json;

import org.jspecify.annotations.NullMarked;
