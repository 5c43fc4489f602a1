@NullMarked
package io.lapwing.sharedmodel.command;

import org.jspecify.annotations.NullMarked;
