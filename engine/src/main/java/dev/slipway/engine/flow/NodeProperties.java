package dev.slipway.engine.flow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * This server among those that share a database.
 *
 * @param name stable across restarts, so that a server knows its own locks again; unique among the
 *     servers of one database
 */
@ConfigurationProperties("slipway.node")
public record NodeProperties(@DefaultValue("slipway-1") String name) {}
