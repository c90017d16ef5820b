package dev.pushpull.sut.testkit;

import dev.pushpull.sut.proc.OptionalProgram;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that uses a program which the machine may lack. Without it the class is skipped, and
 * the build's last lines say so; where {@code CI} is set it fails, since there it must run.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsCondition.class)
public @interface Needs {
  OptionalProgram value();
}
