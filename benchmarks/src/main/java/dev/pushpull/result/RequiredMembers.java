package dev.pushpull.result;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import java.lang.reflect.Executable;
import org.jspecify.annotations.Nullable;

/**
 * Tells Jackson what the records already say: a component that is not {@link Nullable} must be
 * there and must not be null, so that no null crosses into a report.
 */
final class RequiredMembers extends NopAnnotationIntrospector {

  private static final long serialVersionUID = 1;

  @Override
  public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
    return isRequired(member) ? Boolean.TRUE : null;
  }

  @Override
  public JsonSetter.Value findSetterInfo(Annotated member) {
    return isRequired(member)
        ? JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL)
        : JsonSetter.Value.empty();
  }

  /** Only the parameters of constructors are asked: nothing else here is read from JSON. */
  private static boolean isRequired(Annotated member) {
    return member instanceof AnnotatedParameter parameter
        && parameter.getOwner().getAnnotated() instanceof Executable creator
        // Its own members are in the object itself, under their own rules.
        && !parameter.hasAnnotation(JsonUnwrapped.class)
        && !isNullable(creator, parameter.getIndex());
  }

  private static boolean isNullable(Executable creator, int index) {
    return creator.getAnnotatedParameterTypes()[index].isAnnotationPresent(Nullable.class);
  }
}
