namespace Points.Infra.Tests.Code;

/// <summary>Where a setting is set: in Azure, in the local sample, or both.</summary>
[Flags]
internal enum SettingLocation
{
    Cloud = 1,
    Local = 2,
}
