/// The web console in a real browser.
@NullMarked
package io.lapwing.local.browser;

import org.jspecify.annotations.NullMarked;
