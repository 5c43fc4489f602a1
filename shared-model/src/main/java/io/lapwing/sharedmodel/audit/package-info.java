/// Who did, or tried to do, what.
@NullMarked
package io.lapwing.sharedmodel.audit;

import org.jspecify.annotations.NullMarked;
