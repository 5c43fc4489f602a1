/// What anyone would write who uses nothing but AWS's client.
@NullMarked
package com.example.bare.dynamodb;

import org.jspecify.annotations.NullMarked;
