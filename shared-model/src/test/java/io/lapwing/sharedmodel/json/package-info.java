@NullMarked
package io.lapwing.sharedmodel.json;

import org.jspecify.annotations.NullMarked;
