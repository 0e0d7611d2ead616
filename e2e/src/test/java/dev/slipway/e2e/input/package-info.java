/** Bad input, from outside: refused with a clear message and without a trace. */
@NullMarked
package dev.slipway.e2e.input;

import org.jspecify.annotations.NullMarked;
