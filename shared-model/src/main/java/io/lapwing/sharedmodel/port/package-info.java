/// What functions need from the world. Each port has one contract, which every adapter passes.
@NullMarked
package io.lapwing.sharedmodel.port;

import org.jspecify.annotations.NullMarked;
