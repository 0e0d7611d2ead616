/** Git repositories: mirrors of them, and what their commits hold. */
@NullMarked
package dev.slipway.workers.git;

import org.jspecify.annotations.NullMarked;
