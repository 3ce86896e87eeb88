package io.manometer.events;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import jdk.jfr.Label;
import jdk.jfr.MetadataDefinition;
import jdk.jfr.Name;
import jdk.jfr.Relational;

/** Ties events of the same hop together. Ids are unique within one JVM and never reused. */
@MetadataDefinition
@Relational
@Name("manometer.HopId")
@Label("Hop Id")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface HopId {}
