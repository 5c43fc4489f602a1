@NullMarked
package io.lapwing.sharedmodel.limit;

import org.jspecify.annotations.NullMarked;
