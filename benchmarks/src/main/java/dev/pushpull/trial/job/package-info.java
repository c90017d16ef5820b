/**
 * The scenario of jobs whose clients wait for their end. Imports {@code trial}; imported by {@code
 * fork}.
 */
@NullMarked
package dev.pushpull.trial.job;

import org.jspecify.annotations.NullMarked;
