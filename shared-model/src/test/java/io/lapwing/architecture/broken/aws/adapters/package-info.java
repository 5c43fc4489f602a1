/// Adapters of another platform.
@NullMarked
package io.lapwing.architecture.broken.aws.adapters;

import org.jspecify.annotations.NullMarked;
