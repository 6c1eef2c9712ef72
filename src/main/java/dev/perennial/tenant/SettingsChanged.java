package dev.perennial.tenant;

/** Fired inside the transaction that changes the settings, for read models that depend on them. */
public record SettingsChanged(Settings before, Settings after) {}
