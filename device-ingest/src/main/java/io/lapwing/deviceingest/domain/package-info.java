/// Decides what of a message is stored, what is kept in quarantine, and what its sender is told.
@NullMarked
package io.lapwing.deviceingest.domain;

import org.jspecify.annotations.NullMarked;
