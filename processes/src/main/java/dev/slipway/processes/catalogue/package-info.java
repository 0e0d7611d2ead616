/** The step catalogue: every topic a model may use, and what its steps promise. */
@NullMarked
package dev.slipway.processes.catalogue;

import org.jspecify.annotations.NullMarked;
