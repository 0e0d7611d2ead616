/** Tests of the arrows between this module and the others. */
@NullMarked
package dev.slipway.processes;

import org.jspecify.annotations.NullMarked;
