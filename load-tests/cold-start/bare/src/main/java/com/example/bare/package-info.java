/// What anyone would write who uses no framework at all.
@NullMarked
package com.example.bare;

import org.jspecify.annotations.NullMarked;
