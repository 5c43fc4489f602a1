/// The adapters of one machine, tried against what they adapt.
@NullMarked
package io.lapwing.local.adapters;

import org.jspecify.annotations.NullMarked;
