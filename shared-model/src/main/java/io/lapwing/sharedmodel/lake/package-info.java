/// Readings as files that tools of others read, one partition for each day of a tenant.
@NullMarked
package io.lapwing.sharedmodel.lake;

import org.jspecify.annotations.NullMarked;
