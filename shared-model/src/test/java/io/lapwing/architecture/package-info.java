/// The house's rules, as tests that every module runs.
@NullMarked
package io.lapwing.architecture;

import org.jspecify.annotations.NullMarked;
