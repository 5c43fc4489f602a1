/// The HTTP server in front of the function `api`.
@NullMarked
package io.lapwing.local.app.http;

import org.jspecify.annotations.NullMarked;
