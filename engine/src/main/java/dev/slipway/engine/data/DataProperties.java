package dev.slipway.engine.data;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the server keeps what it keeps on its own disk.
 *
 * @param directory made if it is not there; belongs to one server at a time
 */
@Validated
@ConfigurationProperties("slipway.data")
public record DataProperties(@DefaultValue("data") Path directory) {}
