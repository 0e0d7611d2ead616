/** The PostgreSQL behind everything: embedded by default, external by configuration. */
@NullMarked
package dev.slipway.engine.database;

import org.jspecify.annotations.NullMarked;
