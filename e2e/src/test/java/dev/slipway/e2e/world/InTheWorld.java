package dev.slipway.e2e.world;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A test that needs containers and is given the {@link World} as a parameter. It fails where there
 * are none, unless the system property {@code e2e.without} names {@code containers}. There is one
 * world, so these tests take turns.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({WorldParameter.class, WithoutCondition.class})
@Needs("containers")
@Execution(ExecutionMode.SAME_THREAD)
public @interface InTheWorld {}
