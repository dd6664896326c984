namespace Points.Infra.Tests.Code;

/// <summary>A setting that the app, the Functions host or the platform reads.</summary>
/// <param name="RequiredIn">Where the setting must be set.</param>
/// <param name="AllowedIn">Where the setting may also be set.</param>
internal sealed record KnownSetting(string Name, SettingLocation RequiredIn, SettingLocation AllowedIn, string Reason);
