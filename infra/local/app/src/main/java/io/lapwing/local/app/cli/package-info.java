/// The command line: `up`, `token`, `simulate` and `replay`.
@NullMarked
package io.lapwing.local.app.cli;

import org.jspecify.annotations.NullMarked;
