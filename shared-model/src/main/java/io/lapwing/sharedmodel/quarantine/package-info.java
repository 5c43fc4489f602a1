/// Messages that could not be taken, kept with their original until someone has looked at them.
@NullMarked
package io.lapwing.sharedmodel.quarantine;

import org.jspecify.annotations.NullMarked;
