/// Tests.
@NullMarked
package io.lapwing.local.app.http;

import org.jspecify.annotations.NullMarked;
