@NullMarked
package io.lapwing.deviceingest.domain;

import org.jspecify.annotations.NullMarked;
