/** The files of {@code docker/} and {@code k8s/}: read strictly, compared with each other and with the service. */
@NullMarked
package dev.perennial.deployment;

import org.jspecify.annotations.NullMarked;
