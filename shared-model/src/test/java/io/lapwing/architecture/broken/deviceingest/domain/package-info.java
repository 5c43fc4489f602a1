/// Decisions of a house that breaks the rules.
@NullMarked
package io.lapwing.architecture.broken.deviceingest.domain;

import org.jspecify.annotations.NullMarked;
