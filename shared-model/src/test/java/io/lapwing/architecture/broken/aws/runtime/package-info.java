/// What starts functions on a platform.
@NullMarked
package io.lapwing.architecture.broken.aws.runtime;

import org.jspecify.annotations.NullMarked;
