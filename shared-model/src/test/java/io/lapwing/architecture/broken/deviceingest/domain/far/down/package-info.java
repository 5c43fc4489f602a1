/// A package three levels below its module's root.
@NullMarked
package io.lapwing.architecture.broken.deviceingest.domain.far.down;

import org.jspecify.annotations.NullMarked;
