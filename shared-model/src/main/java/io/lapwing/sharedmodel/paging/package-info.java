/// Pages of lists that stay stable while the list grows.
@NullMarked
package io.lapwing.sharedmodel.paging;

import org.jspecify.annotations.NullMarked;
