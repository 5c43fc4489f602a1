/// Spring Cloud Function for AWS, as its initializer and its documentation have it.
@NullMarked
package com.example.demo;

import org.jspecify.annotations.NullMarked;
