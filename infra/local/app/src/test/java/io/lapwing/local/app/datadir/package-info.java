/// Tests.
@NullMarked
package io.lapwing.local.app.datadir;

import org.jspecify.annotations.NullMarked;
