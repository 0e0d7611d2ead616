package dev.slipway.engine.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * The embedded PostgreSQL; without meaning where {@code spring.datasource.url} names another.
 *
 * @param binaries where PostgreSQL itself is unpacked; null for a place in the data directory
 * @param startWithin how long it may take until it answers, recovery after a crash included
 * @param stopWithin how long a clean stop may take
 * @param maxConnections how many connections it allows
 * @param sharedBuffers the memory for its page cache
 */
@Validated
@ConfigurationProperties("slipway.database")
record DatabaseProperties(
    @Nullable Path binaries,
    @DefaultValue("60s") Duration startWithin,
    @DefaultValue("30s") Duration stopWithin,
    @DefaultValue("100") @Min(10) @Max(10_000) int maxConnections,
    @DefaultValue("128MB") DataSize sharedBuffers) {}
