/// People who use a tenant's devices, and what they may do.
@NullMarked
package io.lapwing.sharedmodel.member;

import org.jspecify.annotations.NullMarked;
