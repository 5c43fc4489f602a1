/// Commands to devices, and what became of them.
@NullMarked
package io.lapwing.sharedmodel.command;

import org.jspecify.annotations.NullMarked;
