/// Adapters of a platform.
@NullMarked
package io.lapwing.architecture.broken.local.adapters;

import org.jspecify.annotations.NullMarked;
