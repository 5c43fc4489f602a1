/// What happens in a tenant, as it happens.
@NullMarked
package io.lapwing.sharedmodel.live;

import org.jspecify.annotations.NullMarked;
