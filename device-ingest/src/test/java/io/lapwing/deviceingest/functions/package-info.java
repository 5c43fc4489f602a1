@NullMarked
package io.lapwing.deviceingest.functions;

import org.jspecify.annotations.NullMarked;
