/// Tests of work items.
@NullMarked
package io.lapwing.sharedmodel.work;

import org.jspecify.annotations.NullMarked;
