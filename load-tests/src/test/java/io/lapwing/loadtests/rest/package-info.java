@NullMarked
package io.lapwing.loadtests.rest;

import org.jspecify.annotations.NullMarked;
