@NullMarked
package io.lapwing.sharedmodel.shadow;

import org.jspecify.annotations.NullMarked;
