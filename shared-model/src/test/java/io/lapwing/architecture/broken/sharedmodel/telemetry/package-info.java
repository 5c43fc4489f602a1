/// Records of a house that breaks the rules.
@NullMarked
package io.lapwing.architecture.broken.sharedmodel.telemetry;

import org.jspecify.annotations.NullMarked;
