/// Tests.
@NullMarked
package io.lapwing.local.app.cli;

import org.jspecify.annotations.NullMarked;
