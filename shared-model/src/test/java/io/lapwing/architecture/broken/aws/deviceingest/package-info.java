/// A trigger of a platform.
@NullMarked
package io.lapwing.architecture.broken.aws.deviceingest;

import org.jspecify.annotations.NullMarked;
