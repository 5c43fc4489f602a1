/// Live updates: what happens, to those who listen over HTTP.
@NullMarked
package io.lapwing.local.app.live;

import org.jspecify.annotations.NullMarked;
