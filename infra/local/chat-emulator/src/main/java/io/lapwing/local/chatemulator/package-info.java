/// The chat platforms as a bot meets them: their signed webhooks, and as much of their APIs as it takes to be written to.
@NullMarked
package io.lapwing.local.chatemulator;

import org.jspecify.annotations.NullMarked;
