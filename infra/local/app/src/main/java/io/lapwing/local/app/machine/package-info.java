/// Machines that exist only in software, and what runs on them. All of it is pure: time comes in from outside.
@NullMarked
package io.lapwing.local.app.machine;

import org.jspecify.annotations.NullMarked;
