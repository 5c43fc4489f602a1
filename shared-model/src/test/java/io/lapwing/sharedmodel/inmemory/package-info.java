/// Every port kept in memory: real adapters, without durability, for tests of functions.
@NullMarked
package io.lapwing.sharedmodel.inmemory;

import org.jspecify.annotations.NullMarked;
