/// What happened, for whoever wants to know.
@NullMarked
package io.lapwing.sharedmodel.event;

import org.jspecify.annotations.NullMarked;
